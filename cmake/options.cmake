# Compiler settings, carried by one interface target: no global flags.
find_package(PkgConfig REQUIRED)
find_program(WF_CCACHE ccache)
if(WF_CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER ${WF_CCACHE})
endif()

set(CMAKE_C_STANDARD 17)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_C_VISIBILITY_PRESET hidden)

set(WF_POSTGRES_PACKAGE "")
if(WF_POSTGRES)
  set(WF_POSTGRES_PACKAGE libpq)
endif()

add_library(wf_options INTERFACE)
target_include_directories(wf_options INTERFACE ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR})
target_compile_definitions(wf_options INTERFACE _POSIX_C_SOURCE=200809L
  WF_VERSION_STRING="${PROJECT_VERSION}" $<$<CONFIG:Debug>:WF_DEBUG>)
target_compile_options(wf_options INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wcast-qual -Wcast-align
  -Wstrict-prototypes -Wmissing-prototypes -Wundef -Wvla -Wwrite-strings -Wpointer-arith
  -Wformat=2 -Wimplicit-fallthrough -Wdouble-promotion -Wfloat-equal -Wredundant-decls
  $<$<C_COMPILER_ID:GNU>:-Wlogical-op -Wduplicated-cond -Wduplicated-branches -Wformat-signedness -Walloc-zero>
  $<$<C_COMPILER_ID:Clang>:-Wshorten-64-to-32 -Wcomma -Wconditional-uninitialized -Wmissing-variable-declarations>
  $<$<BOOL:${WF_WERROR}>:-Werror>)

# Hardening of the release build; docs/security.md says what each is for.
set(wf_hardened $<CONFIG:Release,RelWithDebInfo>)
target_compile_options(wf_options INTERFACE
  $<${wf_hardened}:-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong
  -fstack-clash-protection -fno-strict-overflow -fno-delete-null-pointer-checks>
  $<$<AND:${wf_hardened},$<C_COMPILER_ID:GNU>>:-ftrivial-auto-var-init=zero>)
target_link_options(wf_options INTERFACE $<${wf_hardened}:-Wl,-z,relro,-z,now,-z,noexecstack>)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  target_compile_options(wf_options INTERFACE $<${wf_hardened}:-fcf-protection=full>)
endif()

if(WF_SANITIZE)
  list(JOIN WF_SANITIZE "," wf_sanitize)
  target_compile_options(wf_options INTERFACE -fsanitize=${wf_sanitize} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(wf_options INTERFACE -fsanitize=${wf_sanitize})
  if("address" IN_LIST WF_SANITIZE)
    target_compile_definitions(wf_options INTERFACE WF_ARENA_MALLOC) # every block its own: over-reads show
  endif()
endif()
if(WF_COVERAGE)
  target_compile_options(wf_options INTERFACE --coverage)
  target_link_options(wf_options INTERFACE --coverage)
endif()
if(WF_FUZZ)
  target_compile_options(wf_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
