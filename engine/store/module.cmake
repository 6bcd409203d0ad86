# The store on PostgreSQL is built where WF_POSTGRES is on.
if(WF_POSTGRES)
  target_compile_definitions(${target} PRIVATE WF_HAVE_POSTGRES)
endif()
