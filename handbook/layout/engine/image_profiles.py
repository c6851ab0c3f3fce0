"""States the colour profile of each image in the PDF of a section, as its colour space.

Why: WeasyPrint says of each image that its colours are those of the device, and drops the profile of a PNG.
Guard: test_image_profiles.py.
Remove it when: WeasyPrint writes the profile of an image into the PDF.
"""

from collections.abc import Mapping
from hashlib import md5
from typing import Any

import pydyf

CHANNELS = {"/DeviceGray": 1, "/DeviceRGB": 3, "/DeviceCMYK": 4}


def name_image_profiles(pdf: pydyf.PDF, profiles: Mapping[str, bytes]) -> None:
    """Gives each image whose address is among the ``profiles`` a colour space with its profile."""
    by_name = {_image_name(url): profile for url, profile in profiles.items()}
    streams: dict[bytes, pydyf.Stream] = {}
    for resources in [entry for entry in pdf.objects if isinstance(entry, dict) and "XObject" in entry]:
        for name, reference in resources["XObject"].items():
            profile = by_name.get(name[:-1])  # the last character says whether it is interpolated
            image = pdf.objects[int(reference.split()[0])]
            if profile and not isinstance(image.extra["ColorSpace"], pydyf.Array):
                if profile not in streams:
                    streams[profile] = _profile_stream(profile, CHANNELS[image.extra["ColorSpace"]])
                    pdf.add_object(streams[profile])
                image.extra["ColorSpace"] = pydyf.Array(["/ICCBased", streams[profile].reference])


def _image_name(url: str) -> str:
    """Returns the beginning of the name that WeasyPrint gives to the image of an address."""
    return "i" + md5(url.encode(), usedforsecurity=False).hexdigest()


def _profile_stream(profile: bytes, channels: int) -> Any:
    return pydyf.Stream([profile], {"N": channels}, compress=True)
