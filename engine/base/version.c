#include "wayforward/version.h"

const char *wf_version(void)
{
    return WF_VERSION_STRING;
}
