# SPDX-License-Identifier: Apache-2.0
# Writes OUTPUT, which defines stet::history::kEngineSources: a digest of the FILES (a list file) and of
# what is said of LIBRARIES.
file(STRINGS "${FILES}" files)
set(all "${LIBRARIES}\n")
foreach(file IN LISTS files)
  file(SHA256 "${file}" digest)
  string(APPEND all "${digest}\n")
endforeach()
string(SHA256 digest "${all}")
string(SUBSTRING "${digest}" 0 32 digest)
file(WRITE "${OUTPUT}" "#include \"history/engine_digest.hpp\"\n\nconst char* const stet::history::kEngineSources = \"${digest}\";\n")
