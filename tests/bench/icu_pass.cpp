// SPDX-License-Identifier: Apache-2.0
// stet_icu_pass FILE…: finds the sentences of every line by ICU's stock rules and nothing else: the yardstick for a
// segmenter that is built on them.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "unicode/breaks.hpp"

int main(int argc, char** argv) {
  stet::unicode::Breaks breaks("en");
  std::size_t sentences = 0;
  for (int i = 1; i < argc; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    std::string_view left = bytes;
    while (!left.empty()) {
      const std::string_view line = left.substr(0, left.find('\n'));
      sentences += breaks.sentences(line).size();
      left.remove_prefix(line.size() < left.size() ? line.size() + 1 : line.size());
    }
  }
  std::printf("%zu\n", sentences);
}
