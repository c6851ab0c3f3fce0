"""Downloads packages of Debian and Ubuntu for a user without root, and unpacks them in the program's folder.

apt-get selects and verifies them with the sources and keys of the system. The system itself does not change.
Standard library only.
"""

import shutil

from handbook import resources
from handbook.setup import shell
from handbook.support.system_errors import reason

PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "python3-pip-whl")

# For Fontconfig. The settings of Debian name the fonts of the system only, and one another by absolute paths.
FONT_SETTINGS = """<?xml version="1.0"?>
<fontconfig>
  <dir prefix="relative">../../usr/share/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <dir prefix="xdg">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
"""


def download() -> str:
    """Unpacks the packages, with those that they need and the system lacks; returns the last lines of a failure.

    The folder is complete afterwards, or as it was.
    """
    work = resources.DOWNLOADED.with_suffix(".new")
    shutil.rmtree(work, ignore_errors=True)
    try:
        for name in ("state", "cache", "unpacked"):
            (work / name).mkdir(parents=True)
        folders = ["-o", f"Dir::State={work / 'state'}", "-o", f"Dir::Cache={work / 'cache'}"]
        apt = ["apt-get", "-qq", "-o", "Debug::NoLocking=1", *folders]
        update = ["-o", "APT::Update::Error-Mode=any", "update"]  # else it hides that there is no network
        install = ["install", "--download-only", "-y", "--no-install-recommends", *PACKAGES]
        if output := shell.run_quietly([*apt, *update]) or shell.run_quietly([*apt, *install]):
            return output
        for file in sorted((work / "cache" / "archives").glob("*.deb")):
            if output := shell.run_quietly(["dpkg-deb", "-x", str(file), str(work / "unpacked")]):
                return output
        settings = work / "unpacked" / "etc" / "fonts"
        if settings.is_dir():
            (settings / "fonts.conf").write_text(FONT_SETTINGS, encoding="utf-8")
        shutil.rmtree(resources.DOWNLOADED, ignore_errors=True)
        (work / "unpacked").rename(resources.DOWNLOADED)
        return ""
    except OSError as error:  # something else has the name of a folder, or there is no room
        return f"{error.filename}: {reason(error)}"
    finally:
        shutil.rmtree(work, ignore_errors=True)


def pip_wheel() -> str:
    """Returns the path of the downloaded pip, or an empty string."""
    wheels = (resources.DOWNLOADED / "usr" / "share" / "python-wheels").glob("pip-*.whl")
    return max(map(str, wheels), default="")
