// SPDX-License-Identifier: Apache-2.0
// Turns word lists into C++ tables while stet is built, so that the program need not read them at each start.
//
//   stet_tables lexicon OUTPUT SHARED FILE…     src/classify/data: tables of every language, and of none
//   stet_tables stop-words OUTPUT FILE…         src/segment/data: the commonest words of all languages
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <span>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "tables/lexicon_source.hpp"
#include "tables/stop_words_source.hpp"

namespace stet::tables {
namespace {

std::string read(const std::string& path) {
  std::ostringstream bytes;
  std::ifstream file(path, std::ios::binary);
  bytes << file.rdbuf();
  if (!file) throw std::runtime_error(path + " cannot be read");
  return bytes.str();
}

std::string name_of(const std::string& path) { return std::filesystem::path(path).stem().string(); }

std::string lexicons(const std::string& shared_path, std::span<const std::string> paths) {
  const std::string shared = read(shared_path);
  std::string source = "#include \"classify/lexicon_tables.hpp\"\n\nnamespace stet::classify {\nnamespace {\n";
  std::string entries;
  const auto add = [&](const std::string& language, const std::string& data) {
    LexiconLists lists;
    lists.load(shared);
    lists.load(data);
    source += lexicon_source(language, lists);
    entries += lexicon_entry(language, lists);
  };
  add("", "");
  for (const std::string& path : paths) add(name_of(path), read(path));
  return source + "constexpr LexiconTables kTables[] = {\n" + entries +
         "};\n}\nconstinit const std::span<const LexiconTables> kLexiconTables = kTables;\n}\n";
}

int run(std::span<const std::string> arguments) {
  constexpr std::size_t kFewest = 3;
  if (arguments.size() < kFewest) throw std::runtime_error("usage: stet_tables lexicon|stop-words OUTPUT FILE…");
  std::string source = "// Generated. Do not edit.\n";
  if (arguments[0] == "lexicon") {
    source += lexicons(arguments[2], arguments.subspan(kFewest));
  } else if (arguments[0] != "stop-words") {
    throw std::runtime_error("no such kind of tables: " + arguments[0] + "; there are lexicon and stop-words");
  } else {
    std::vector<LanguageFile> files;
    for (const std::string& path : arguments.subspan(2)) files.push_back({name_of(path), read(path)});
    source += stop_words_source(files);
  }
  std::ofstream output(arguments[1], std::ios::binary);
  output << source;
  output.close();
  if (!output) throw std::runtime_error(arguments[1] + " cannot be written");
  return 0;
}

}  // namespace
}  // namespace stet::tables

int main(int count, char** values) {
  try {
    const std::vector<std::string> arguments(values + 1, values + count);
    return stet::tables::run(arguments);
  } catch (const std::exception& error) {
    std::cerr << "stet_tables: " << error.what() << '\n';
    return 1;
  }
}
