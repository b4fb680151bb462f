// SPDX-License-Identifier: Apache-2.0
#include "classify/addresses.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace stet::classify {
namespace {

std::string address_at(std::string_view text, std::size_t position) {
  const auto end = AddressFinder(text).end_at(position);
  return end ? std::string(text.substr(position, *end - position)) : "";
}

TEST(AddressTest, UrlsMailAddressesAndDomainsAreFound) {
  EXPECT_EQ(address_at("https://a.org/b(c), and", 0), "https://a.org/b(c");
  EXPECT_EQ(address_at("www.example.net.", 0), "www.example.net");
  EXPECT_EQ(address_at("mailto:office", 0), "");  // no sign: a word and a colon
  EXPECT_EQ(address_at("mailto:me@example.org!", 0), "mailto:me@example.org");
  EXPECT_EQ(address_at("me.too@example.org?", 0), "me.too@example.org");
  EXPECT_EQ(address_at("example.de/path_", 0), "example.de/path");
  EXPECT_EQ(address_at("(see:example.de)", 5), "example.de");
}

TEST(AddressTest, WhatLooksLikeOneIsNone) {
  for (const std::string_view text : {"U.S.", "e.g.", "and/or", "a@b", "@example.org", "a@b@example.org", "file.txt",
                                      "1.5", "x.de", "end.The", "5/6"})
    EXPECT_EQ(address_at(text, 0), "") << text;
  EXPECT_EQ(address_at(std::string(100, 'a') + ".com", 0), "");  // its sign is too far
}

// From any place on: one finder that goes through a text says what a new one would.
TEST(AddressTest, WhatWasNotedOfARunHoldsFromEachPlaceOfIt) {
  std::mt19937 dice(20180228);
  const std::string_view pieces[] = {"a", "1",  "w", "@", ".", "/", ":",    "://",    "www.", "mailto:", "ex.de",
                                     "é", "\"", " ", "-", "!", "_", ".com", "me@ex.", "org",  ".",       "a.b"};
  std::size_t found = 0;
  for (int round = 0; round < 4000; ++round) {
    std::string text;
    for (int i = 0; i < 12; ++i) text += pieces[dice() % std::size(pieces)];
    AddressFinder finder(text);
    for (std::size_t position = 0; position < text.size(); ++position) {
      const auto end = finder.end_at(position);
      EXPECT_EQ(end, AddressFinder(text).end_at(position)) << text << " at " << position;
      found += static_cast<std::size_t>(end.has_value());
    }
  }
  EXPECT_GT(found, 1000U);
}

}  // namespace
}  // namespace stet::classify
