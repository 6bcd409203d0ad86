# The shipped models are data: each becomes an array of bytes, read by the same parser as a
# user's own models.
file(GLOB wf_risk_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/engine/risk/models/*.model)
list(SORT wf_risk_files)
set(wf_risk_source ${PROJECT_BINARY_DIR}/generated/risk_models_data.c)
set(wf_risk_arrays "")
set(wf_risk_rows "")
foreach(wf_risk_file IN LISTS wf_risk_files)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${wf_risk_file})
  get_filename_component(wf_risk_name ${wf_risk_file} NAME_WE)
  string(MAKE_C_IDENTIFIER ${wf_risk_name} wf_risk_id)
  file(READ ${wf_risk_file} wf_risk_hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," wf_risk_bytes "${wf_risk_hex}")
  string(APPEND wf_risk_arrays "static const unsigned char ${wf_risk_id}_bytes[] = {${wf_risk_bytes}0};\n")
  string(APPEND wf_risk_rows "    {\"${wf_risk_name}\", ${wf_risk_id}_bytes, sizeof ${wf_risk_id}_bytes - 1},\n")
endforeach()
file(CONFIGURE OUTPUT ${wf_risk_source} @ONLY CONTENT
"#include \"engine/risk/risk_shipped.h\"\n\n@wf_risk_arrays@\nconst risk_shipped_model risk_shipped_models[] = {\n@wf_risk_rows@    {0, 0, 0},\n};\n")
target_sources(${target} PRIVATE ${wf_risk_source})

# So are the weights of evidence.
set(wf_risk_weights ${PROJECT_SOURCE_DIR}/engine/risk/models/evidence.csv)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${wf_risk_weights})
file(READ ${wf_risk_weights} wf_risk_hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," wf_risk_bytes "${wf_risk_hex}")
set(wf_risk_source ${PROJECT_BINARY_DIR}/generated/risk_weights_data.c)
file(CONFIGURE OUTPUT ${wf_risk_source} @ONLY CONTENT
"#include \"engine/risk/risk_shipped.h\"\n\nstatic const unsigned char bytes[] = {@wf_risk_bytes@0};\nconst risk_shipped_model risk_shipped_weights = {\"evidence.csv\", bytes, sizeof bytes - 1};\n")
target_sources(${target} PRIVATE ${wf_risk_source})
