"""Broken files made from whole ones: cut, flipped, with lying headers, swapped parts, bombs. Each mutation is a function of
the bytes and a random generator, so that a seed, a file and a name give the same bytes again."""
import io
import struct
import zipfile
import zlib

HUGE = (0xFFFFFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0, 1)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def cut_anywhere(data, rng):
    return data[:rng.randrange(len(data) + 1)]


def cut_tail(data, rng):
    return data[:max(0, len(data) - rng.randrange(1, 64))]


def cut_head(data, rng):
    return data[rng.randrange(1, 600):]


def flip_one(data, rng):
    out = bytearray(data)
    if out:
        out[rng.randrange(len(out))] ^= 1 << rng.randrange(8)
    return bytes(out)


def flip_many(data, rng):
    out = bytearray(data)
    for _ in range(max(1, len(out) // 200)):
        out[rng.randrange(len(out))] ^= 1 << rng.randrange(8)
    return bytes(out)


def flip_head(data, rng):
    out = bytearray(data)
    for _ in range(8):
        out[rng.randrange(min(len(out), 1536))] = rng.randrange(256)
    return bytes(out)


def overwrite_run(data, rng):
    at, n = rng.randrange(len(data)), rng.randrange(1, 700)
    return data[:at] + bytes([rng.choice((0, 255, 32, 60))]) * min(n, len(data) - at) + data[at + n:]


def repeat_run(data, rng):
    at, n = rng.randrange(len(data)), rng.randrange(1, 4096)
    return data[:at] + data[at:at + n] * rng.randrange(2, 6) + data[at + n:]


def drop_run(data, rng):
    at = rng.randrange(len(data))
    return data[:at] + data[at + rng.randrange(1, 2048):]


def lying_numbers(data, rng):
    """Sizes, counts and offsets: aligned words become extreme."""
    out = bytearray(data)
    for _ in range(12):
        at = rng.randrange(max(1, len(out) - 4)) & ~1
        out[at:at + 4] = struct.pack("<I", rng.choice(HUGE))
    return bytes(out)


PLAIN = [cut_anywhere, cut_anywhere, cut_tail, cut_head, flip_one, flip_one, flip_many, flip_head, overwrite_run,
         overwrite_run, repeat_run, drop_run, lying_numbers, lying_numbers]


# --- zip packages

def parts_of(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [(i.filename, archive.read(i)) for i in archive.infolist() if i.file_size < 8 << 20]
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError):
        return []


def zip_of(parts, packed=()):
    """`packed`: (name, raw deflate, inflated size) of parts that are deflated already."""
    out, directory = io.BytesIO(), []
    for name, body in parts:
        deflate = zlib.compressobj(6, zlib.DEFLATED, -15)
        add_entry(out, directory, name, deflate.compress(body) + deflate.flush(), len(body), zlib.crc32(body))
    for name, raw, size in packed:
        add_entry(out, directory, name, raw, size, 0)
    start = out.tell()
    out.write(b"".join(directory))
    out.write(struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, len(directory), len(directory), out.tell() - start, start, 0))
    return out.getvalue()


def add_entry(out, directory, name, raw, size, crc):
    encoded, at = name.encode(), out.tell()
    out.write(struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 33, crc, len(raw), size, len(encoded), 0) + encoded + raw)
    directory.append(struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 8, 0, 33, crc, len(raw), size, len(encoded),
                                 0, 0, 0, 0, 0, at) + encoded)


def change_headers(data, rng, mark, fields):
    out, places, at = bytearray(data), [], data.find(mark)
    while at >= 0:
        places.append(at)
        at = data.find(mark, at + 4)
    for at in rng.sample(places, min(len(places), 3)):
        offset, size = rng.choice(fields)
        if at + offset + size <= len(out):
            out[at + offset:at + offset + size] = rng.choice(HUGE).to_bytes(4, "little")[:size]
    return bytes(out)


def lying_local_headers(data, rng):
    return change_headers(data, rng, b"PK\x03\x04", [(8, 2), (14, 4), (18, 4), (22, 4), (26, 2), (28, 2)])


def lying_directory(data, rng):
    return change_headers(data, rng, b"PK\x01\x02", [(10, 2), (20, 4), (24, 4), (28, 2), (30, 2), (32, 2), (42, 4)])


def lying_end(data, rng):
    return change_headers(data, rng, b"PK\x05\x06", [(4, 2), (8, 2), (10, 2), (12, 4), (16, 4), (20, 2)])


def main_part(parts, rng):
    """One of the parts that matter, more often than not."""
    wanted = [i for i, (name, _) in enumerate(parts)
              if name.endswith(("document.xml", "sheet1.xml", "workbook.xml", "styles.xml", "sharedStrings.xml", ".rels"))]
    return rng.choice(wanted or range(len(parts)))


def swap_parts(data, rng):
    parts = parts_of(data)
    if len(parts) > 1:
        a, b = rng.sample(range(len(parts)), 2)
        parts[a], parts[b] = (parts[a][0], parts[b][1]), (parts[b][0], parts[a][1])
    return zip_of(parts)


def break_part(data, rng):
    """The container is sound, what is in it is not."""
    parts = parts_of(data)
    if parts:
        i = main_part(parts, rng)
        name, body = parts[i]
        if body:
            parts[i] = (name, rng.choice(PLAIN)(body, rng))
    return zip_of(parts)


def drop_part(data, rng):
    parts = parts_of(data)
    if parts:
        del parts[main_part(parts, rng)]
    return zip_of(parts)


def break_markup(data, rng):
    """Numbers in attributes become extreme, end tags vanish, tags repeat."""
    parts = parts_of(data)
    if not parts:
        return data
    i = main_part(parts, rng)
    name, body = parts[i]
    words = body.split(b'"')
    for _ in range(6):
        at = rng.randrange(len(words))
        if words[at].isdigit():
            words[at] = rng.choice((b"4294967295", b"-1", b"99999999999999999999", b"0", b"1e308", b""))
    body = b'"'.join(words)
    tags = body.split(b"<")
    for _ in range(min(4, len(tags))):  # a part of few tags may lose them all
        at = rng.randrange(max(1, len(tags)))
        tags[at:at + 1] = rng.choice(([], [tags[at]] * 3))
    parts[i] = (name, b"<".join(tags))
    return zip_of(parts)


def deep_markup(data, rng):
    return with_body(data, rng, b"<a>" * 200000)


def entity_bomb(data, rng):
    lines = b"".join(b'<!ENTITY e%d "%s">' % (i, b"&e%d;" % (i - 1) * 10) for i in range(1, 12))
    return with_body(data, rng, b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e0 "boom">' + lines + b"]><a>&e11;</a>")


def external_entity(data, rng):
    return with_body(data, rng, b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>')


def many_attributes(data, rng):
    return with_body(data, rng, b"<a " + b" ".join(b'b%d="1"' % i for i in range(100000)) + b"/>")


def with_body(data, rng, body):
    parts = parts_of(data)
    if parts:
        i = main_part(parts, rng)
        parts[i] = (parts[i][0], body)
    return zip_of(parts)


BOMBS = {}


def bomb(size):
    """Deflated blanks: a thousandth of what they become."""
    if size not in BOMBS:
        deflate, block = zlib.compressobj(9, zlib.DEFLATED, -15), b" " * (1 << 20)
        BOMBS[size] = b"".join(deflate.compress(block) for _ in range(size >> 20)) + deflate.flush()
    return BOMBS[size]


def inflating_part(data, rng):
    """One part of 128 MiB: said, or said to be small."""
    parts = parts_of(data)
    if not parts:
        return data
    size = 128 << 20
    name = parts.pop(main_part(parts, rng))[0]
    return zip_of(parts, [(name, bomb(size), rng.choice((size, 1000)))])


def overlapping_parts(data, rng):
    """Three thousand directory entries that share one body."""
    out, directory = io.BytesIO(), []
    raw = bomb(4 << 20)
    add_entry(out, directory, "xl/worksheets/sheet1.xml", raw, 4 << 20, 0)
    entry = directory[0]
    parts = parts_of(data)
    for name, body in parts:
        deflate = zlib.compressobj(6, zlib.DEFLATED, -15)
        add_entry(out, directory, name, deflate.compress(body) + deflate.flush(), len(body), zlib.crc32(body))
    directory += [entry] * 3000
    start = out.tell()
    out.write(b"".join(directory))
    out.write(struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, len(directory), len(directory), out.tell() - start, start, 0))
    return out.getvalue()


ZIP = [lying_local_headers, lying_directory, lying_end, swap_parts, break_part, break_part, break_part, drop_part,
       break_markup, break_markup, deep_markup, entity_bomb, external_entity, many_attributes, inflating_part,
       overlapping_parts]


# --- compound files

def chain_lies(data, rng):
    """Entries of the first allocation table point at themselves, at each other, or nowhere."""
    out = bytearray(data)
    shift = struct.unpack_from("<H", data, 30)[0] if len(data) > 32 else 9
    size = 1 << shift if shift in (9, 12) else 512
    first = struct.unpack_from("<I", data, 76)[0] if len(data) > 80 else 0
    at = (first + 1) * size
    for _ in range(rng.randrange(1, 20)):
        i = rng.randrange(size // 4)
        if at + 4 * i + 4 <= len(out):
            struct.pack_into("<I", out, at + 4 * i, rng.choice((i, rng.randrange(size // 4), 0xFFFFFFFE, 0x7FFFFFFF)))
    return bytes(out)


def header_lies(data, rng):
    out = bytearray(data)
    for _ in range(2):
        at = rng.choice((24, 26, 30, 32, 44, 48, 56, 60, 64, 68, 72, 76))
        if at + 4 <= len(out):
            out[at:at + 4] = struct.pack("<I", rng.choice(HUGE + (rng.randrange(1000),)))
    return bytes(out)


def record_lies(data, rng):
    """In the streams: lengths and counts of records, wherever they happen to stand."""
    out = bytearray(data)
    for _ in range(200):
        at = rng.randrange(min(512, len(out)), len(out) + 1) & ~1
        if at + 2 <= len(out):
            out[at:at + 2] = struct.pack("<H", rng.choice((0, 0xFFFF, 0x2020, 0x7FFF, 8224)))
    return bytes(out)


COMPOUND = [chain_lies, chain_lies, header_lies, header_lies, record_lies, record_lies]


def mutations_of(data, rng, count):
    """`count` pairs (name, bytes) of one file, different kinds first."""
    kinds = PLAIN + (ZIP if data[:2] == b"PK" else COMPOUND if data[:8] == OLE else [])
    chosen = rng.sample(kinds, min(count, len(kinds)))
    chosen += [rng.choice(kinds) for _ in range(count - len(chosen))]
    for kind in chosen:
        yield kind.__name__, kind(data, rng) if data else data
