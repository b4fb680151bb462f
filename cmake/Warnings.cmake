# SPDX-License-Identifier: Apache-2.0
# Warnings for our own targets; whoever packages stet is not stopped by them.
add_library(stet_warnings INTERFACE)
target_compile_options(stet_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor> $<$<COMPILE_LANGUAGE:CXX>:-Wold-style-cast>
  -Wcast-qual -Wformat=2 -Wundef -Wnull-dereference -Wimplicit-fallthrough
  $<$<BOOL:${STET_WARNINGS_AS_ERRORS}>:-Werror>)
