#ifndef WF_FREEXL_FRAMES_H
#define WF_FREEXL_FRAMES_H
/*
 * What the helper of the second reading writes: frames of a 32-bit length and that many
 * bytes, the first a letter.
 *   S name              a sheet begins
 *   C kind row column value    a cell: kind a letter below, row 32 bits, column 16 bits,
 *                       then a double, or text
 *   E                   the end: all was read
 */
enum {
    FRAME_SHEET = 'S',
    FRAME_CELL = 'C',
    FRAME_END = 'E',
    FRAME_NUMBER = 'n',
    FRAME_TEXT = 't',
    FRAME_DATE = 'd', /* text: 2026-09-01, 2026-09-01 12:30:00, or 12:30:00 */
    FRAME_UNSURE =
        'u', /* no value: what follows about this address is not to be trusted */
    FRAME_MAX = 1 << 20
};

#endif
