"""Earlier versions of a story: kept while it is written, and not for ever."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from handbook.preview import _earlier_versions
from handbook.preview._earlier_versions import EarlierVersions

START = datetime(2026, 11, 27, 9, tzinfo=UTC)


def keep(versions: EarlierVersions, slug: str, *minutes: int) -> None:
    for minute in minutes:
        versions.keep(slug, f"title: Om {minute}\n".encode(), START + timedelta(minutes=minute))


def titles(versions: EarlierVersions, slug: str) -> list[object]:
    return [version.fields["title"] for version in versions.versions(slug)]


def test_a_version_is_kept_every_few_minutes(tmp_path: Path) -> None:
    """Not at each save, and none twice; of each story its own."""
    versions = EarlierVersions(tmp_path)
    keep(versions, "een", 0, 1, 4, 6, 7, 30)
    versions.keep("een", b"title: Om 30\n", START + timedelta(hours=2))
    keep(versions, "twee", 5)
    assert titles(versions, "een") == ["Om 30", "Om 6", "Om 0"]
    assert titles(versions, "twee") == ["Om 5"]
    assert versions.versions("een")[2].time == "2026-11-27T09:00:00+00:00"
    assert versions.versions("drie") == []


def test_versions_do_not_fill_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest go: of a story, and of all; other files in the folder stay and are no version."""
    monkeypatch.setattr(_earlier_versions, "MOST", 3)
    versions = EarlierVersions(tmp_path)
    keep(versions, "een", *range(0, 60, 10))
    (versions.folder / "een" / "aantekening.yaml").write_text("title: Mijn\n", "utf-8")
    assert titles(versions, "een") == ["Om 50", "Om 40", "Om 30"]
    monkeypatch.setattr(_earlier_versions, "MOST_BYTES", 30)
    keep(versions, "twee", 70)
    assert titles(versions, "een") + titles(versions, "twee") == ["Om 50", "Om 70"]
    assert (versions.folder / "een" / "aantekening.yaml").exists()


def test_a_version_that_cannot_be_kept_hinders_no_save(tmp_path: Path) -> None:
    """Nor one that cannot be read; nothing is written through a link."""
    versions = EarlierVersions(tmp_path / "content")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "content").mkdir()
    versions.trash.symlink_to(tmp_path / "elsewhere")
    keep(versions, "een", 0)
    assert not [path for path in (tmp_path / "elsewhere").rglob("*") if path.is_file()]
    versions.trash.unlink()
    versions.trash.write_text("geen map", "utf-8")
    keep(versions, "een", 0)
    versions.trash.unlink()
    versions.keep("een", b"title: 'x\n", START)
    keep(versions, "een", 10)
    assert titles(versions, "een") == ["Om 10"]
