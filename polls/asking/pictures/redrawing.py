"""A picture that somebody sends, drawn anew: what comes out holds what can be seen of it, and nothing else.

What a file is, its bytes say and not its name. Where and when a photo was taken, with which device, what lies behind
the first of several pictures in one file, what a colour profile or a thumbnail hides: none of it is copied.
"""

from io import BytesIO
from threading import Lock
from typing import BinaryIO

from PIL import Image, ImageCms, ImageFile, ImageOps
from PIL.JpegImagePlugin import JpegImageFile

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MOST_BYTES = 8 * 1024 * 1024
MOST_PIXELS = 16_000_000
MOST_PIXELS_OF_A_PHOTO = 40_000_000
"""A JPEG can be read smaller than it is. A WebP takes 16 bytes for each pixel, and forty bytes can be a large WebP."""
MOST_SCANS = 100
"""Of a JPEG. Cameras write ten at most; each is drawn over the whole, and 8 MB hold enough for half an hour."""
SCAN = b"\xff\xda"
"""How a scan begins. Within one these two bytes never stand together."""
LONGEST_SIDE = 960
"""Pixels of what comes out: a phone shows half of it, the projector a third of its own width."""
LARGEST = 120 * 1024
"""Bytes of what comes out: four hundred phones fetch it at the same moment."""
QUALITIES = (80, 65, 50, 35)
WHITE = (255, 255, 255)

_one_at_a_time = Lock()


class NotTaken(ValueError):
    """A file that is not taken; `code` says why: "bytes", "pixels" or "unreadable"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def redrawn(sent: BinaryIO, size: int) -> bytes:
    """The picture in a file of `size` bytes as WebP, upright and small. Raises `NotTaken`.

    One at a time: it takes up to 360 MB while it is read.
    """
    if size > MOST_BYTES:
        raise NotTaken("bytes")
    with _one_at_a_time:
        try:
            ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint switches it on for the whole process
            with Image.open(sent, formats=FORMATS) as opened:
                is_photo = isinstance(opened, JpegImageFile)
                if opened.width * opened.height > (MOST_PIXELS_OF_A_PHOTO if is_photo else MOST_PIXELS):
                    raise NotTaken("pixels")
                if is_photo and _scans_in(sent) > MOST_SCANS:
                    raise NotTaken("unreadable")
                opened.draft(None, (2 * LONGEST_SIDE, 2 * LONGEST_SIDE))
                return _encoded(_upright(opened))
        except NotTaken:
            raise
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
            raise NotTaken("pixels") from bomb
        except Exception as broken:  # the readers of bytes that anybody made raise whatever they come across
            raise NotTaken("unreadable") from broken


def _scans_in(sent: BinaryIO) -> int:
    at = sent.tell()
    sent.seek(0)
    number = sent.read().count(SCAN)
    sent.seek(at)
    return number


def _upright(opened: Image.Image) -> Image.Image:
    """The first picture of the file, small, in the colours of a screen, as its camera was held."""
    profile = opened.info.get("icc_profile")
    picture: Image.Image = opened
    if picture.mode.startswith("I"):  # sixteen bits of grey
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    elif picture.mode not in ("RGB", "RGBA", "L", "LA", "CMYK"):
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=3.0)
    if profile and picture.mode in ("RGB", "RGBA", "CMYK"):
        picture = _on_screen(picture, profile)
    picture = ImageOps.exif_transpose(picture).convert("RGBA")
    drawn = Image.new("RGB", picture.size, WHITE)  # a new one has no metadata
    drawn.paste(picture, mask=picture.getchannel("A"))
    return drawn


def _on_screen(picture: Image.Image, profile: bytes) -> Image.Image:
    """The colours of its profile as those of a screen; a profile that cannot be used is no reason to refuse."""
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    exif = picture.getexif()
    try:
        given = ImageCms.ImageCmsProfile(BytesIO(profile))
        turned = ImageCms.profileToProfile(picture, given, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
    if turned is None:
        return picture
    turned.getexif().update(exif)
    return turned


def _encoded(drawn: Image.Image) -> bytes:
    """As good as fits; what does not fit at all is made smaller."""
    while True:
        for quality in QUALITIES:
            written = BytesIO()
            drawn.save(written, "WEBP", quality=quality, method=4)
            if written.tell() <= LARGEST:
                return written.getvalue()
        drawn = drawn.reduce(2)
