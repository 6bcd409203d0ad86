#ifndef WF_WAYFORWARD_H
#define WF_WAYFORWARD_H
/* Everything that the library offers. Start with pipeline.h: a file becomes its plans. */
#include "wayforward/arena.h"
#include "wayforward/calendar.h"
#include "wayforward/calendar_report.h"
#include "wayforward/date.h"
#include "wayforward/diag.h"
#include "wayforward/document.h"
#include "wayforward/error.h"
#include "wayforward/ics.h"
#include "wayforward/input.h"
#include "wayforward/json.h"
#include "wayforward/limits.h"
#include "wayforward/logo.h"
#include "wayforward/pipeline.h"
#include "wayforward/plan.h"
#include "wayforward/progress.h"
#include "wayforward/reader.h"
#include "wayforward/recognise.h"
#include "wayforward/report.h"
#include "wayforward/sink.h"
#include "wayforward/status.h"
#include "wayforward/store.h"
#include "wayforward/str.h"
#include "wayforward/version.h"
#include "wayforward/writer.h"

#endif
