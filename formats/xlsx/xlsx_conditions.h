#ifndef WF_XLSX_CONDITIONS_H
#define WF_XLSX_CONDITIONS_H
/*
 * Conditional formats that can be told from the cells alone: comparisons with a constant
 * or another cell, and texts. They give a cell the fill that it shows. (ECMA-376-1
 * §18.3.1.10)
 */
#include "formats/xlsx/xlsx_sheet.h"

/* Handlers for the sheet's table. */
wf_status xlsx_on_conditions(void *context, const wf_xml_tag *tag, wf_error *err);
wf_status xlsx_on_rule(void *context, const wf_xml_tag *tag, wf_error *err);
wf_status xlsx_on_rule_formula(void *context, const wf_xml_tag *tag, wf_error *err);
wf_status xlsx_on_rule_formula_end(void *context, uint8_t state, wf_error *err);
wf_status xlsx_on_rule_end(void *context, uint8_t state, wf_error *err);

#endif
