// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

// Cases of `fixtures/segment`: a line each, language, tab, the text with ¦ where a sentence ends.
namespace stet::segment::test {

struct Case {
  std::string language;
  std::string text;
  std::vector<std::size_t> cuts;  ///< First bytes of the sentences but the first.
  std::string line;
};

inline Case parse_case(const std::string& line) {
  static constexpr std::string_view kMark = "¦";
  Case parsed;
  parsed.line = line;
  const std::size_t tab = line.find('\t');
  parsed.language = line.substr(0, tab);
  std::string_view rest = std::string_view(line).substr(tab + 1);
  for (;;) {
    const std::size_t mark = rest.find(kMark);
    parsed.text += rest.substr(0, mark);
    if (mark == std::string_view::npos) return parsed;
    rest.remove_prefix(mark + kMark.size());
    if (parsed.text.ends_with(' ') && rest.starts_with(' ')) rest.remove_prefix(1);
    parsed.cuts.push_back(parsed.text.size());
  }
}

inline std::vector<Case> read_cases(const std::string& path) {
  std::vector<Case> cases;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);)
    if (!line.empty() && !line.starts_with('#')) cases.push_back(parse_case(line));
  return cases;
}

}  // namespace stet::segment::test
