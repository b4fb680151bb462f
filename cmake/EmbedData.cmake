# SPDX-License-Identifier: Apache-2.0
# Puts text files into the program as C++ raw bytes, so that it needs no file beside it at run time.
#
#   stet_embed_data(TARGET NAMESPACE FILE…)
#
# generates a source with `const EmbeddedFile kFiles[]` and its count in NAMESPACE (src/text/embedded.hpp),
# ordered by name.
set(STET_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/embed_data.cmake)
function(stet_embed_data target namespace)
  set(inputs)
  foreach(file ${ARGN})
    list(APPEND inputs ${CMAKE_CURRENT_SOURCE_DIR}/${file})
  endforeach()
  string(REPLACE "::" "_" stem ${namespace})
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${stem}_data.cpp)
  string(JOIN "|" joined ${inputs})
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${output} -DNAMESPACE=${namespace} "-DINPUTS=${joined}" -P ${STET_EMBED_SCRIPT}
    DEPENDS ${inputs} ${STET_EMBED_SCRIPT} VERBATIM)
  # The target may belong to a folder above: it sees the file, and waits for it, through a target of its own.
  add_custom_target(${stem}_data DEPENDS ${output})
  add_dependencies(${target} ${stem}_data)
  set_source_files_properties(${output} TARGET_DIRECTORY ${target} PROPERTIES GENERATED ON)
  target_sources(${target} PRIVATE ${output})
endfunction()
