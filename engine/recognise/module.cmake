# The shipped templates are data: each becomes an array of bytes, read by the same parser as a
# user's own files (docs/templates.md).
file(GLOB wf_template_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/engine/recognise/templates/*.template)
list(SORT wf_template_files)
set(wf_template_source ${PROJECT_BINARY_DIR}/generated/templates_data.c)
set(wf_template_arrays "")
set(wf_template_rows "")
foreach(wf_template_file IN LISTS wf_template_files)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${wf_template_file})
  get_filename_component(wf_template_name ${wf_template_file} NAME_WE)
  string(MAKE_C_IDENTIFIER ${wf_template_name} wf_template_id)
  file(READ ${wf_template_file} wf_template_hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," wf_template_bytes "${wf_template_hex}")
  string(APPEND wf_template_arrays "static const unsigned char ${wf_template_id}_bytes[] = {${wf_template_bytes}0};\n")
  string(APPEND wf_template_rows "    {\"${wf_template_name}.template\", ${wf_template_id}_bytes, sizeof ${wf_template_id}_bytes - 1},\n")
endforeach()
file(CONFIGURE OUTPUT ${wf_template_source} @ONLY CONTENT
"#include \"engine/recognise/templates.h\"\n\n@wf_template_arrays@\nconst struct wf_template_data wf_template_data[] = {\n@wf_template_rows@    {0, 0, 0},\n};\n")
target_sources(${target} PRIVATE ${wf_template_source})
