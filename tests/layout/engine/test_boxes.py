"""What the program reads out of WeasyPrint's page boxes; if this alone fails, WeasyPrint has changed them."""

from weasyprint import HTML

from handbook.layout.engine.boxes import measure_fit


def test_the_lines_that_weasyprint_keeps_to_itself_read_as_expected() -> None:
    css = (
        "<style>@page{size:100px 120px;margin:10px} *{margin:0;font:10px/20px sans-serif}"
        " #b{height:20px} #c{width:20px}</style>"
    )
    body = (
        "<div data-holds=a>een<br>twee</div><div id=b data-holds=b>een<br>twee</div>"
        "<div id=c data-holds=c>superlangwoord</div>"
        "<div data-holds=d style='break-before:page'>1<br>2<br>3<br>4<br>5<br>6</div>"
    )
    fit = measure_fit(HTML(string=f"<html lang=nl>{css}{body}").render())
    assert fit.percent["a"] == 40
    assert fit.percent["d"] == 100 + 20
    assert fit.too_long == {"b", "d"}
    assert fit.too_wide == {"c": "superlangwoord"}
