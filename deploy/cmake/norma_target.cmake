# How every folder of the design becomes a target: strict warnings, and headers that must compile alone.

set(NORMA_WARNINGS -Wall -Wextra -Wpedantic -Werror -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual
    -Wnull-dereference -Wimplicit-fallthrough -Wextra-semi)

# Changes with the schema. A precompiled header of before is found while the next one is made, and neither the compiler
# nor ccache looks whether what it was made from has changed: with another macro on the command line both refuse it.
file(GLOB NORMA_SCHEMA_FILES CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/proto/norma/v1/*.proto)
set_property(DIRECTORY ${CMAKE_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${NORMA_SCHEMA_FILES})
set(NORMA_SCHEMA "")
foreach(file IN LISTS NORMA_SCHEMA_FILES)
  file(SHA256 ${file} hash)
  string(SHA256 NORMA_SCHEMA "${NORMA_SCHEMA}${hash}")
endforeach()

# norma_library(NAME SOURCES ... HEADERS ... [PUBLIC libs...] [PRIVATE libs...] [PRECOMPILED headers...])
#
# PRECOMPILED headers are what most sources of the target include, and which are slow to read.
#
# HEADERS are verified to compile alone by the target all_verify_interface_header_sets.
function(norma_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;HEADERS;PUBLIC;PRIVATE;PRECOMPILED" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_sources(${name} PUBLIC FILE_SET HEADERS BASE_DIRS ${CMAKE_SOURCE_DIR} FILES ${ARG_HEADERS})
  set_target_properties(${name} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
  target_compile_options(${name} PRIVATE ${NORMA_WARNINGS})
  target_link_libraries(${name} PUBLIC ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
  if(ARG_PRECOMPILED)
    target_compile_definitions(${name} PRIVATE NORMA_SCHEMA_${NORMA_SCHEMA})
  endif()
  foreach(header IN LISTS ARG_PRECOMPILED)
    target_precompile_headers(${name} PRIVATE "$<$<COMPILE_LANGUAGE:CXX>:<${header}$<ANGLE-R>>")
  endforeach()
endfunction()

# norma_test(NAME SOURCES ... LIBS ... [LABELS ...])
#
# One GoogleTest program; each TEST becomes one CTest case. RUNS_NORMA: it finds the program in $NORMA_BINARY.
function(norma_test name)
  cmake_parse_arguments(ARG "RUNS_NORMA" "TIMEOUT" "SOURCES;LIBS;LABELS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_compile_options(${name} PRIVATE ${NORMA_WARNINGS})
  target_link_libraries(${name} PRIVATE ${ARG_LIBS} GTest::gmock GTest::gtest_main)
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  # Two properties, because gtest_discover_tests would split a list in one.
  set(binary)
  if(ARG_RUNS_NORMA)
    add_dependencies(${name} norma)
    set(binary ENVIRONMENT_MODIFICATION "NORMA_BINARY=set:$<TARGET_FILE:norma>")
  endif()
  gtest_discover_tests(${name} DISCOVERY_TIMEOUT 60
    PROPERTIES LABELS "${ARG_LABELS}" TIMEOUT ${ARG_TIMEOUT} ENVIRONMENT "NORMA_SOURCE_DIR=${CMAKE_SOURCE_DIR}"
    ${binary})
endfunction()
