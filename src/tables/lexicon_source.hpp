// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "tables/lexicon_lists.hpp"

namespace stet::tables {

/// C++ that defines the tables of one language in a namespace of their own.
/// @param language  Empty for the shared lists alone.
/// @throws std::runtime_error  There are more phrases than a table has room for.
[[nodiscard]] std::string lexicon_source(std::string_view language, const LexiconLists& lists);
/// What stands in LexiconTables of a language whose source came before.
[[nodiscard]] std::string lexicon_entry(std::string_view language, const LexiconLists& lists);

}  // namespace stet::tables
