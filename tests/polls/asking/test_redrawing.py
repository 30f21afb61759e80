"""What anybody sends as a picture is drawn anew, or not taken; no file brings the reader down."""

from io import BytesIO
from random import Random
from struct import pack
from zlib import compress, crc32

import pytest
from PIL import Image, ImageCms

from polls.asking.pictures.redrawing import LARGEST, LONGEST_SIDE, MOST_BYTES, MOST_SCANS, SCAN, NotTaken, redrawn
from tests.pictures import file_of, png

SCRIPT = b"#!/bin/sh\nrm -rf /\n"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def drawn(sent: bytes) -> Image.Image:
    return Image.open(BytesIO(redrawn(BytesIO(sent), len(sent))))


def why_not(sent: bytes) -> str:
    with pytest.raises(NotTaken) as refused:
        redrawn(BytesIO(sent), len(sent))
    return refused.value.code


def chunk(name: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + name + data + pack(">I", crc32(name + data))


def claiming(width: int, height: int) -> bytes:
    """A tiny PNG that says it is as large as this."""
    header = pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", compress(b"\0" * 999)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("sent", [b"", SCRIPT, SVG, b"GIF89a", png()[:60], file_of(Image.new("L", (9, 9)), "TIFF")])
def test_what_is_no_picture_that_we_take(sent):
    assert why_not(sent) == "unreadable"


@pytest.mark.parametrize(("width", "height"), [(8_000, 5_001), (12_000, 9_000), (100_000, 100_000)])
def test_a_small_file_with_very_many_pixels_is_not_even_read(width, height):
    assert why_not(claiming(width, height)) == "pixels"


def test_what_is_no_photo_may_have_fewer_pixels_because_it_is_read_whole():
    assert why_not(claiming(4_000, 4_001)) == "pixels"
    assert drawn(file_of(Image.new("L", (4_100, 4_000)), "JPEG")).size == (LONGEST_SIDE, 937)


def test_a_photo_that_is_drawn_over_and_over_is_not_begun():
    sent = file_of(Image.new("L", (64, 64), 90), "JPEG", progressive=True)
    last = sent[sent.rindex(SCAN) : -2]
    assert drawn(sent[:-2] + 20 * last + sent[-2:])
    assert why_not(sent[:-2] + MOST_SCANS * last + sent[-2:]) == "unreadable"


def test_a_file_of_more_than_eight_megabytes():
    with pytest.raises(NotTaken) as refused:
        redrawn(BytesIO(png()), MOST_BYTES + 1)
    assert refused.value.code == "bytes"


def test_a_photo_loses_its_place_its_camera_and_its_comment_and_stands_upright():
    exif = Image.Exif()
    exif[0x010F] = "Nikon of Anna"
    exif[0x0112] = 6  # held upright
    exif.get_ifd(0x8825)[2] = (52.0, 5.0, 12.0)
    photo = Image.new("RGB", (400, 200), "red")
    photo.paste("blue", (0, 0, 200, 200))
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    sent = file_of(photo, "JPEG", exif=exif, icc_profile=profile, comment=b"by Anna")
    assert b"Anna" in sent
    found = drawn(sent)
    assert found.size == (200, 400)
    assert found.getpixel((100, 20))[2] > 200 and found.getpixel((100, 380))[0] > 200
    assert not found.getexif() and "icc_profile" not in found.info and "xmp" not in found.info
    assert b"Anna" not in redrawn(BytesIO(sent), len(sent))


def test_what_moves_stands_still():
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("red", "lime")]
    for kind in ("GIF", "WEBP", "PNG"):
        found = drawn(file_of(frames[0], kind, save_all=True, append_images=frames[1:]))
        assert getattr(found, "n_frames", 1) == 1 and found.getpixel((5, 5))[0] > 200, kind


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_way_of_having_colours(mode):
    assert drawn(file_of(Image.new(mode, (2_000, 100)))).size == (LONGEST_SIDE, 48)


def test_what_cannot_be_seen_through_becomes_white():
    assert drawn(file_of(Image.new("RGBA", (20, 20), (0, 0, 0, 0)))).getpixel((3, 3)) == (255, 255, 255)
    assert drawn(file_of(Image.new("CMYK", (20, 20), (0, 255, 255, 0)), "JPEG")).getpixel((3, 3))[0] > 200


def test_no_picture_takes_more_than_its_room():
    noise = Image.merge("RGB", [Image.effect_noise((960, 960), 250) for _channel in "RGB"])
    sent = file_of(noise, "JPEG")
    assert len(redrawn(BytesIO(sent), len(sent))) <= LARGEST


def test_whatever_is_broken_in_a_file_it_is_drawn_or_not_taken():
    chance = Random(12)
    good = [file_of(Image.effect_noise((24, 24), 90), kind) for kind in ("JPEG", "PNG", "WEBP", "GIF")]
    for i in range(200):
        broken = bytearray(good[i % 4])
        for _byte in range(chance.randint(1, 6)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            assert redrawn(BytesIO(bytes(broken)), len(broken))
        except NotTaken:
            continue
