"""Common parts of Dutch compounds, by which to tell where two parts meet.

Only a place between syllables is asked about, so that a part may also be in the middle of another word. The words
are those of offices and public work.
"""

# What ends in one of these; all that end in -heid, -ing, -schap or -teit and an s do.
FIRST_PARTS = (
    "afdelings ambtenaren arbeids avond bedrijfs belangen belasting beleids bestuurs bewoners bezoekers burger "
    "buurt cliënten collega college communicatie contact crisis cultuur departements diensten directie "
    "documentatie energie evaluatie familie functie gebieds gebruikers gegevens gemeente gezins groeps heids "
    "implementatie informatie ings inkomens innovatie inspectie integratie jeugd jongeren kabinets kantoor "
    "kennis keuken kinder klachten klanten klimaat koffie kwartaal landbouw leerlingen levens management "
    "medewerkers ministerie natuur onderhandelings onderwijs organisatie ouderen overheids paspoort patiënten "
    "personeels politie praktijk prestatie project provincie raads recreatie regerings regio risico schaps "
    "school situatie staats stads strategie subsidie team teits toekomst toezichts vakantie vergunnings "
    "verkeers vrijwilligers water werkgevers werknemers woning zieken"
)
# What starts with one of these.
LAST_PARTS = (
    "aanpak aanvraag aanvragen advies adviseur afdeling afspraak afspraken akkoord ambtenaar ambtenaren "
    "apparaat apparaten apparatuur automaat bedrijf begeleid behandel beheer belang beleid bespreking bestuur "
    "bewaker bijeenkomst budget bureau commissaris commissie controle coördinat deskundig dienst directeur "
    "directie document dossier functionaris gebied gebouw gebruik gegevens gemeente gesprek handhav hulpverlen "
    "inspecteur inspectie instelling kantoor kwaliteit leider leiding locatie loket manager medewerk methode "
    "middelen minister ministerie netwerk omgeving onderhandel onderneming ondersteun onderwijs onderzoek "
    "ontwikkel opdracht opleiding opvang organisat overleg partner personeel plannen planning praktijk "
    "probleem procedure proces programma project provincie raadpleg rapport regeling regio regist samenwerk "
    "secretaris situatie specialist strategie structuur subsidie systeem systemen traject vergadering "
    "vergunning verkiezing verslag vertegenwoordig verzeker voorlicht voorziening vraagstuk vrijwillig "
    "werkgroep werkplek werkzaam wijziging zekerheid"
)
