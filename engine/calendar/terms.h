#ifndef WF_CALENDAR_TERMS_H
#define WF_CALENDAR_TERMS_H
/* Shared by the sources of engine/calendar. */
#include "wayforward/calendar.h"

enum {
    TERMS_ALL = 0x3F,
    TERMS_AUTUMN = 0x03,
    TERMS_SPRING = 0x0C,
    TERMS_SUMMER = 0x30
};

#endif
