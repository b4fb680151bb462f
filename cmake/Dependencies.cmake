# SPDX-License-Identifier: Apache-2.0
# What stet is built from, all of it Debian's. docs/decisions/0002-dependencies.md gives licence and reason of each.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

# One interface target a library, so that a stage names what it uses and nothing else sees it.
add_library(stet_icu INTERFACE)
add_library(stet_libgit2 INTERFACE)
add_library(stet_sqlite INTERFACE)
if(STET_STATIC_DEPENDENCIES)
  set(archives ${CMAKE_STATIC_LIBRARY_SUFFIX})
  foreach(name icui18n icuuc icudata git2 mbedcrypto http_parser pcre2-8 z yaml sqlite3)
    find_library(STET_ARCHIVE_${name} NAMES lib${name}${archives} REQUIRED)
  endforeach()
  target_link_libraries(stet_icu INTERFACE
    ${STET_ARCHIVE_icui18n} ${STET_ARCHIVE_icuuc} ${STET_ARCHIVE_icudata} ${CMAKE_DL_LIBS})
  # src/archive/without_network.c stands in for libgit2's TLS, SSH and GSSAPI, so their libraries are not linked.
  target_link_libraries(stet_libgit2 INTERFACE $<TARGET_OBJECTS:stet_without_network> ${STET_ARCHIVE_git2} ${STET_ARCHIVE_mbedcrypto}
    ${STET_ARCHIVE_http_parser} ${STET_ARCHIVE_pcre2-8} ${STET_ARCHIVE_z} Threads::Threads)
  target_link_libraries(stet_sqlite INTERFACE ${STET_ARCHIVE_sqlite3} ${CMAKE_DL_LIBS} Threads::Threads m)
else()
  find_package(ICU 72 REQUIRED COMPONENTS i18n uc data)
  target_link_libraries(stet_icu INTERFACE ICU::i18n ICU::uc ICU::data)
  pkg_check_modules(LIBGIT2 REQUIRED IMPORTED_TARGET libgit2>=1.5)
  find_library(STET_MBEDCRYPTO mbedcrypto REQUIRED)
  find_package(ZLIB REQUIRED)
  target_link_libraries(stet_libgit2 INTERFACE PkgConfig::LIBGIT2 ${STET_MBEDCRYPTO} ZLIB::ZLIB)
  find_package(SQLite3 3.40 REQUIRED)
  target_link_libraries(stet_sqlite INTERFACE SQLite::SQLite3)
endif()

add_library(stet_yaml INTERFACE)
if(STET_STATIC_DEPENDENCIES)
  target_link_libraries(stet_yaml INTERFACE ${STET_ARCHIVE_yaml})
else()
  pkg_check_modules(YAML REQUIRED IMPORTED_TARGET yaml-0.1)
  target_link_libraries(stet_yaml INTERFACE PkgConfig::YAML)
endif()

pkg_check_modules(MD4C REQUIRED IMPORTED_TARGET md4c)
add_library(stet_md4c INTERFACE)
set(STET_STATIC_PROGRAM OFF)
if(STET_STATIC_DEPENDENCIES AND EXISTS ${STET_MD4C_SOURCE}/src/md4c.c)
  set(STET_STATIC_PROGRAM ON)  # docs/decisions/0009-one-static-program.md
  add_library(md4c STATIC ${STET_MD4C_SOURCE}/src/md4c.c)
  target_compile_definitions(md4c PRIVATE MD4C_USE_UTF8)  # as Debian compiles it
  target_include_directories(md4c SYSTEM INTERFACE ${STET_MD4C_SOURCE}/src)
  target_link_libraries(stet_md4c INTERFACE md4c)
  file(STRINGS ${STET_MD4C_SOURCE}/CMakeLists.txt MD4C_VERSION REGEX "^set\\(MD_VERSION_(MAJOR|MINOR|RELEASE) ")
  list(TRANSFORM MD4C_VERSION REPLACE "[^0-9]" "")
  list(JOIN MD4C_VERSION . MD4C_VERSION)
else()
  target_link_libraries(stet_md4c INTERFACE PkgConfig::MD4C)
endif()
find_package(fmt 9 REQUIRED)       # compiled once by src/formatting
find_package(nlohmann_json 3.11 REQUIRED)
find_package(CLI11 2.1 REQUIRED)
find_path(STET_DTL_INCLUDE dtl/dtl.hpp REQUIRED)
add_library(stet_dtl INTERFACE)
target_include_directories(stet_dtl SYSTEM INTERFACE ${STET_DTL_INCLUDE})
find_path(STET_TOMLPP_INCLUDE toml++/toml.h REQUIRED)
add_library(stet_tomlpp INTERFACE)
target_include_directories(stet_tomlpp SYSTEM INTERFACE ${STET_TOMLPP_INCLUDE})
