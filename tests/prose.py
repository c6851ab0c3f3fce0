"""Prose for the tests, with what can part at the end of a line: long words, hyphens, dashes, slashes."""

DUTCH = (
    "Toen de hoogheemraadschapssecretaris mij belde over de dijkversterkingswerkzaamheden, zat ik net bij een "
    "overleg van de huisvestings- en vergunningencommissie. Er lag een concept-besluit - het derde al - over "
    "de grondwaterbeschermingsgebieden langs de rivier. De projectleider en/of haar plaatsvervanger moest die "
    "week nog langs alle water-gemeenten, van Tiel tot 's-Hertogenbosch, en ik had een inwoners-bijeenkomst "
    "toegezegd voor 2025–2026. Mijn collega-jurist zei: eerst luisteren, dan pas de "
    "bestemmingsplanwijzigingsprocedure. We belden aan bij boeren, bij de scheepvaartmaatschappij en bij een "
    "brandweer-vrijwilliger die er al sinds zijn jeugd woont. Hij wees de plek aan waar het water in 1995 "
    "over de kade kwam, en vertelde wat de verzekeringsvoorwaarden toen wel- en niet-dekten."
)
ENGLISH = (
    "When the commissioner called about the telecommunications infrastructure, nobody had talked to the "
    "neighbourhood representatives. We started with a door-to-door round - two evenings in the rain - and "
    "wrote down what people said about noise- and dust-complaints. Counter-proposals came from the school "
    "and/or the sports club. The environmental-responsibility report of 2019–2020 had promised a follow-up "
    "meeting, which never took place; intercommunicational misunderstandings, as the interdepartmental "
    "coordinator put it. After that, decision-makers answered every letter within a week, and the well-meant "
    "instructions became a straightforward understanding."
)
