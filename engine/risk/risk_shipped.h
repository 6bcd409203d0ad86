#ifndef WF_RISK_SHIPPED_H
#define WF_RISK_SHIPPED_H
/* The models that ship with the library, made from engine/risk/models by the build. */
#include <stddef.h>

typedef struct risk_shipped_model {
    const char *title; /* NULL ends the list */
    const unsigned char *bytes;
    size_t size;
} risk_shipped_model;

extern const risk_shipped_model risk_shipped_models[];
extern const risk_shipped_model
    risk_shipped_weights; /* engine/risk/models/evidence.csv */

#endif
