"""A line with a person is recognised by its form: names come from everywhere, titles of cases are no names."""

import pytest

from handbook.authoring._person_line import PersonLine, read_person_line

PERSONS = {
    "Jan Hendrik": ("Jan Hendrik", ""),
    "Marieke B.": ("Marieke B.", ""),
    "J. de Vries": ("J. de Vries", ""),
    "drs. E.M. (Els) van der Meer": ("drs. E.M. (Els) van der Meer", ""),
    "prof. dr. ir. A. van ’t Hof": ("prof. dr. ir. A. van ’t Hof", ""),
    "de heer Jansen": ("de heer Jansen", ""),
    "Anne-Fleur de Wit-Bos": ("Anne-Fleur de Wit-Bos", ""),
    "Piet op de Beeck": ("Piet op de Beeck", ""),
    "Sanne O’Brien": ("Sanne O’Brien", ""),
    "Leonardo d'Ancona": ("Leonardo d'Ancona", ""),
    "Çiğdem Yılmaz": ("Çiğdem Yılmaz", ""),
    "Nguyễn Thị Hồng": ("Nguyễn Thị Hồng", ""),
    "Ahmed ibn Said": ("Ahmed ibn Said", ""),
    "Maria de los Angeles García y Vega": ("Maria de los Angeles García y Vega", ""),
    "李明 王": ("李明 王", ""),
    "FATIMA EL AMRANI, ADVISEUR": ("FATIMA EL AMRANI", "ADVISEUR"),
    "Els Bos | senior adviseur bij VWS": ("Els Bos", "senior adviseur bij VWS"),
    "Els Bos, adviseur, ministerie van VWS": ("Els Bos", "adviseur, ministerie van VWS"),
    "– Els Bos (adviseur)": ("Els Bos", "adviseur"),
    "Fatima en Jan de Vries": ("Fatima en Jan de Vries", ""),
    "Anna de Wit, Bo Smit en Cas de Boer": ("Anna de Wit, Bo Smit en Cas de Boer", ""),
    "Els Bos (adviseur) en Jan de Vries (jurist)": ("Els Bos en Jan de Vries", "adviseur en jurist"),
    "Els Bos, adviseur, en Jan de Vries, jurist": ("Els Bos en Jan de Vries", "adviseur en jurist"),
    "Verteld door: Marieke": ("Marieke", ""),
    "Told by Mary O'Neill, Head of Policy": ("Mary O'Neill", "Head of Policy"),
    "In gesprek met projectleider Jan de Vries": ("Jan de Vries", "projectleider"),
    "Jan Smit / Eva Bos": ("Jan Smit / Eva Bos", ""),
    "Jan Smit/Eva Bos": ("Jan Smit/Eva Bos", ""),
    "Jan Smit; Eva Bos": ("Jan Smit; Eva Bos", ""),
    "Jan Smit + Eva Bos": ("Jan Smit + Eva Bos", ""),
    "Jan Smit, adviseur / Eva Bos, jurist": ("Jan Smit / Eva Bos", "adviseur / jurist"),
    "Jan Smit (adviseur), Eva Bos (jurist)": ("Jan Smit, Eva Bos", "adviseur, jurist"),
    "Jan Smit / adviseur": ("Jan Smit", "adviseur"),
    "Jan Smit, Senior Adviseur": ("Jan Smit", "Senior Adviseur"),
    "Jan Smit - Hoofd Wonen": ("Jan Smit", "Hoofd Wonen"),
    "Jan Smit, wnd. directeur": ("Jan Smit", "wnd. directeur"),
    "Jan Smit, sr. adviseur": ("Jan Smit", "sr. adviseur"),
    "Jan Smit, directeur a.i. Wonen": ("Jan Smit", "directeur a.i. Wonen"),
    "Jan Smit (plv. hoofd)": ("Jan Smit", "plv. hoofd"),
    "Jan Smit, adviseur.": ("Jan Smit", "adviseur"),
    "Gesproken met Jan Smit": ("Jan Smit", ""),
    "We spraken met Jan Smit, adviseur": ("Jan Smit", "adviseur"),
    "Jan Smit vertelt": ("Jan Smit", ""),
    "Jan Smit, adviseur, vertelt:": ("Jan Smit", "adviseur"),
    "Jan Smit aan het woord": ("Jan Smit", ""),
    "Mary O'Neill tells her story": ("Mary O'Neill", ""),
    "M. (34), jeugdwerker": ("M. (34)", "jeugdwerker"),
    "Fatima (34 jaar) - jeugdwerker": ("Fatima (34 jaar)", "jeugdwerker"),
    "Jan Smit (61)": ("Jan Smit (61)", ""),
    "Jan Smit • adviseur": ("Jan Smit", "adviseur"),
    "Jan Smit projectleider bij VWS": ("Jan Smit", "projectleider bij VWS"),
    "Portret: Jan Smit": ("Jan Smit", ""),
    "Interview door Els Bos": ("Els Bos", ""),
    "Jan Smit e.a.": ("Jan Smit e.a.", ""),
    "Jan Smit jr., boer": ("Jan Smit jr.", "boer"),
    "Jan Smit en collega's": ("Jan Smit en collega's", ""),
}


@pytest.mark.parametrize("line", PERSONS)
def test_a_line_holds_a_person(line: str) -> None:
    found = read_person_line(line)
    assert found and (found.person, found.role) == PERSONS[line]


@pytest.mark.parametrize(
    "line",
    [
        *("Samen op pad", "De koek groter maken", "DE KOEK GROTER MAKEN", "Goed Werk", "Water en vuur", "Wat nu?"),
        *("Door dik en dun", "Door het oog van de naald", "Interview met de minister", "Van idee naar plan"),
        *("Bouwen, bouwen, bouwen", "Bouwen aan Vertrouwen", "Nieuwe wegen - oude vragen", "Rotterdam, 2024"),
        *("Den Haag, stad van regels", "Ministerie van Onderwijs", "Amsterdam en Rotterdam", "Een brug"),
        *(
            "Iedereen vertelt",
            "Jan Smit was moe. Toen sliep hij.",
            "Beleid / uitvoering",
            "Wonen/Werken in Almere",
        ),
        *("Senior Adviseur", "Directeur Wonen", "Jan Smit, hij was moe. Toen ging hij"),
        *("Jan Hendrik loopt weg", "Els Bos, wie kent haar niet?", "Marieke liep weg, en Jan bleef."),
    ],
)
def test_a_line_holds_something_else(line: str) -> None:
    assert read_person_line(line) is None


def test_a_first_name_is_a_person_where_one_is_expected() -> None:
    found = read_person_line("Marieke, beleidscoördinator", is_certain=True)
    assert found and (found.person, found.role) == ("Marieke", "beleidscoördinator")
    assert read_person_line("Marieke, beleidscoördinator") is None
    assert read_person_line("M., jeugdwerker", is_certain=True) == PersonLine("M.", "jeugdwerker")
    assert read_person_line("Adviseur Jan Smit", is_certain=True) == PersonLine("Jan Smit", "Adviseur")
    assert read_person_line("Vertrouwen, de basis", is_certain=True) is None
