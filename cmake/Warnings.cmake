# SPDX-License-Identifier: Apache-2.0
# Warnings for our own targets; whoever packages stet is not stopped by them.
add_library(stet_warnings INTERFACE)
target_compile_options(stet_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor> $<$<COMPILE_LANGUAGE:CXX>:-Wold-style-cast>
  -Wcast-qual -Wformat=2 -Wundef -Wimplicit-fallthrough
  $<$<BOOL:${STET_WARNINGS_AS_ERRORS}>:-Werror>)
# g++ 12 takes the unused half of a std::expected<std::string, …> for uninitialised once it optimises.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(stet_warnings INTERFACE -Wno-maybe-uninitialized)
endif()
# Files that are compiled together are all included into one: what is local to a file looks as if it came from a header.
if(CMAKE_UNITY_BUILD)
  target_compile_options(stet_warnings INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-Wno-subobject-linkage>)
endif()
