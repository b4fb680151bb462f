// SPDX-License-Identifier: Apache-2.0
// stet_icu_pass [--stet LANG] FILE…: finds the sentences of every line by ICU's stock rules and nothing else, the
// yardstick for a segmenter; with --stet by stet's own.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "segment/segmenter.hpp"
#include "unicode/breaks.hpp"

int main(int argc, char** argv) {
  stet::unicode::Breaks breaks("en");
  const bool ours = argc > 2 && std::string_view(argv[1]) == "--stet";
  stet::segment::Segmenter segmenter(ours ? argv[2] : "en");
  std::size_t sentences = 0;
  for (int i = ours ? 3 : 1; i < argc; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    std::string_view left = bytes;
    while (!left.empty()) {
      const std::string_view line = left.substr(0, left.find('\n'));
      sentences += ours ? segmenter.sentences(line).size() : breaks.sentences(line).size();
      left.remove_prefix(line.size() < left.size() ? line.size() + 1 : line.size());
    }
  }
  std::printf("%zu\n", sentences);
}
