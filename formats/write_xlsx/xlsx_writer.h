#ifndef WF_XLSX_WRITER_H
#define WF_XLSX_WRITER_H
#include "wayforward/writer.h"

/** Draws a report as an Excel workbook with libxlsxwriter. */
extern const wf_writer wf_xlsx_writer;

#endif
