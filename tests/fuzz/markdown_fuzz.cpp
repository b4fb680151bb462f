// SPDX-License-Identifier: Apache-2.0
#include "check_document.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  stet::fuzz::check_document(data, size, stet::TextType::Markdown);
  return 0;
}
