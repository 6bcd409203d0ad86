#ifndef WF_DASHBOARD_H
#define WF_DASHBOARD_H
/* The parts that only the dashboard has. */
#include "engine/report/trustees.h"

void dashboard_schools(trustees *t);
void dashboard_lines(trustees *t);

#endif
