"""Documents beside the book, such as job sheets, which several builds of one process may make at once."""

from concurrent.futures import ThreadPoolExecutor

from handbook.layout.document import lay_out_document

SHEET = (
    '<html lang="nl"><title>Proef</title><style>p { font: 9pt "Source Sans 3" }</style><p>Oplage: 500</p></html>'
)


def test_threads_do_not_disturb_each_other() -> None:
    alone = lay_out_document(SHEET)
    with ThreadPoolExecutor(8) as threads:
        documents = list(threads.map(lay_out_document, [SHEET] * 16))
    assert all(document.data == alone.data for document in documents)
    assert all(document.fonts.keys() == alone.fonts.keys() != set() for document in documents)
