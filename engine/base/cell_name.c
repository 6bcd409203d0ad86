#include "engine/base/cell_name.h"

enum {
    MAX_ROWS = 1048576,
    MAX_COLUMNS = 16384
};

size_t wf_column_name(uint32_t column, char out[WF_CELL_NAME_MAX])
{
    char reversed[8];
    size_t n = 0;
    for (uint64_t c = (uint64_t)column + 1; c > 0; c = (c - 1) / 26)
        reversed[n++] = (char)('A' + (c - 1) % 26);
    for (size_t i = 0; i < n; i++)
        out[i] = reversed[n - 1 - i];
    out[n] = '\0';
    return n;
}

size_t wf_cell_name(uint32_t row, uint32_t column, char out[WF_CELL_NAME_MAX])
{
    size_t n = wf_column_name(column, out);
    char reversed[12];
    size_t digits = 0;
    uint64_t number = (uint64_t)row + 1;
    do {
        reversed[digits++] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    while (digits > 0)
        out[n++] = reversed[--digits];
    out[n] = '\0';
    return n;
}

bool wf_cell_name_parse(wf_str s, uint32_t *row_out, uint32_t *column_out)
{
    size_t i = 0;
    uint32_t column = 0, row = 0;
    i += i < s.n && s.p[i] == '$';
    for (; i < s.n; i++) {
        char c = s.p[i];
        uint32_t letter;
        if (c >= 'A' && c <= 'Z')
            letter = (uint32_t)(c - 'A');
        else if (c >= 'a' && c <= 'z')
            letter = (uint32_t)(c - 'a');
        else
            break;
        column = column * 26 + letter + 1;
        if (column > MAX_COLUMNS)
            return false;
    }
    i += i < s.n && s.p[i] == '$';
    size_t first_digit = i;
    for (; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++) {
        row = row * 10 + (uint32_t)(s.p[i] - '0');
        if (row > MAX_ROWS)
            return false;
    }
    if (i != s.n || column == 0 || row == 0 || i == first_digit)
        return false;
    *row_out = row - 1;
    *column_out = column - 1;
    return true;
}
