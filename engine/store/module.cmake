# The store on PostgreSQL is built where WF_POSTGRES is on.
if(WF_POSTGRES AND EXISTS ${PROJECT_SOURCE_DIR}/engine/store/driver_postgres.c)
  target_compile_definitions(${target} PRIVATE WF_HAVE_POSTGRES)
endif()
