"""A quotation mark that is not closed in its field is found where it opens, wherever YAML stumbles."""

import pytest

from handbook.content.yaml_source import Unreadable, decode, parse

BELOW = [  # with the mark for {0}
    "",
    "experience: |\n  Bij collega{0}s thuis.\n",
    "experience: |\n  Van de jongens{0}\ngood_work: |\n  Goed.\n",
    "experience: |\n  Toen zei hij {0}@ja{0}.\n",
    "experience: |\n  Toen zei hij {0}: ja{0}.\n",
    "experience: |\n  Toen {0}# zei\n hij ja.\n",
    "experience: |\n  Een {0}\n\ttab.\n",
    "experience: |\n  Een {0}\n\u00a0spatie.\n",
    "experience: |\n  Een {0}\n---\n  lijn.\n",
    "person: {0}t Hart\n",
    "person: [{0}t] Hart\n",
    "questions:\n  - Zo{0}n vraag\n  - Foto{0}s\n",
    "questions: [Zo{0}n, vraag]\n",
]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["'", '"'])
@pytest.mark.parametrize("below", BELOW)
@pytest.mark.parametrize("opening", ["title: {0}s Ochtends", "- {0}s Avonds\n- b", "- name: {0}s Avonds\n- c: d"])
def test_the_mark_is_named_where_it_opens(opening: str, below: str, mark: str, line_end: str) -> None:
    text = f"# first\n{opening}\nrole: x\n{below}".format(mark).replace("\n", line_end)
    with pytest.raises(Unreadable) as refused:
        parse(decode(text.encode(), "a.yaml"), "a.yaml")
    (mistake,) = refused.value.problems
    place = (mistake.place.line, mistake.place.column)
    assert (mistake.id, place) == ("open-quote", (2, opening.index("{") + 1))


@pytest.mark.parametrize(
    "text",
    [
        "title: 'Dat is\n  mooi'\nperson: Jan's\n",
        "title: 'Zo''n\n  dag'\nperson: 't'\n",
        'title: "Een \\"\n  dag"\nperson: Jan\n',
        "themes: ['Een', 'Twee\n  woorden', 'Drie']\nperson: Jan\n",
        "experience: |\n  - 's avonds\n  title: 's ochtends\nperson: Jan's\n",
        "themes:\n  - name: |\n      'k zag\n    accent: moss's\n",
        "# title: 's Ochtends\nperson: Jan's\n",
        "title: 'Samen: op\n\n  pad' # zo'n titel\nperson: Jan\n",
    ],
)
def test_what_is_closed_in_its_field_is_read(text: str) -> None:
    assert parse(text, "a.yaml")
