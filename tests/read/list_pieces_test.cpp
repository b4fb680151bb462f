// SPDX-License-Identifier: Apache-2.0
// Lists that are read piece by piece give the blocks that they give as a whole, and the same ones wherever they stand.
#include "read/list_pieces.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "read/described.hpp"
#include "read/list_soup.hpp"
#include "read/markdown_window.hpp"
#include "support/generated_text.hpp"
#include "support/rounds.hpp"

namespace stet::read {
namespace {

using test::Dice;
using test::rounds;

/// Each piece with its place: "item 3| text", "in| text", "in lists| text", "out| text"; line ends are shown as "/".
std::vector<std::string> pieces_of(const std::string& part) {
  std::vector<std::string> described;
  const std::vector<ListPiece> pieces = list_pieces(part);
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const ListPiece& piece = pieces[i];
    const std::size_t end = i + 1 < pieces.size() ? pieces[i + 1].begin : part.size();
    std::string text = part.substr(piece.begin, end - piece.begin);
    EXPECT_EQ(piece.line, static_cast<std::size_t>(std::ranges::count(part.substr(0, piece.begin), '\n')));
    std::ranges::replace(text, '\n', '/');
    const std::string place = piece.place == ListPiece::Place::Outside  ? "out"
                              : piece.place == ListPiece::Place::InItem ? (piece.has_lists ? "in lists" : "in")
                                                                        : "item " + std::to_string(piece.number);
    described.push_back(place + "|" + text);
  }
  return described;
}

TEST(ListPieces, BeginWhereABlockOfAnItemDoes) {
  using Pieces = std::vector<std::string>;
  EXPECT_EQ(pieces_of("Terms\n\n1. We\n   ask.\n\n   You pay.\n\n2. End\n"),
            (Pieces{"out|Terms//", "item 1|1. We/   ask.//", "in|   You pay.//", "item 2|2. End/"}));
  EXPECT_EQ(pieces_of("* a\n* b\n\n  # c\n\n    d\n    e\n  \n* f\n"),
            (Pieces{"item 0|* a/* b//", "in|  # c//", "in|    d/    e/  /", "item 0|* f/"}));
  EXPECT_EQ(pieces_of("3. a\n\n   b\n\n   - c\n\n     d\n\n   e\n\n3. f\n\n7) g\n"),
            (Pieces{"item 3|3. a//", "in lists|   b//   - c//     d//", "in|   e//", "item 4|3. f//", "item 7|7) g/"}));
  EXPECT_EQ(pieces_of("- a\n\n  b\n\n *c*\n\n- d\n"),
            (Pieces{"item 0|- a//", "in|  b//", "out| *c*//", "item 0|- d/"}));
  EXPECT_EQ(pieces_of("1. a\n\n   b\n2. c\n3. d\n\n   e\n"),
            (Pieces{"item 1|1. a//", "in|   b/", "item 2|2. c/3. d//", "in|   e/"}));
  EXPECT_EQ(pieces_of("1. a\r\n\r\n   b\r\n"), (Pieces{"item 1|1. a\r/\r/", "in|   b\r/"}));
}

TEST(ListPieces, AreNoneWhereOneGoIsNeeded) {
  const std::string item = "1. a\n\n   b\n\n";
  ASSERT_FALSE(list_pieces(item).empty());
  for (const std::string text :
       {"       code\n", "\ttab\n", "   \ttab\n", "   > quoted\n", "   - \n", "   - - a\n", "   * * *\n",
        "   -     code\n", "   - a\n\n         code\n", "   c\n   d\nlazy\n", "   - c\n   d\n", "   c\n       # d\n",
        "   <div>\n   - c\n", "   c\n   7. d\n", "   # c\n   7. d\n", "   c\rd\n", "  - c\n", "   -\tc\n"})
    EXPECT_TRUE(list_pieces(item + text).empty()) << text;
  for (const std::string text : {"1. a\n2. b\n", "Text.\n", "- a\n\n  - b\n", "- a\n  b\n", "Text\n- a\n\n  b\n", ""})
    EXPECT_TRUE(list_pieces(text).empty()) << text;
}

/// Whether a line's text begins where md4c goes wrong when it reads all of it: then the whole is no measure.
bool may_go_wrong(const std::string& text) {
  for (std::size_t place = 4; place < text.size(); place += 256)
    if (text[place] != ' ' && text[place] != '\n' && std::string(" \n#").contains(text[place - 1])) return true;
  return false;
}

TEST(ListPieces, GiveWhatTheWholeGives) {
  Dice dice(8);
  int cut = 0;
  for (int round = 0; round < rounds(60000) && !::testing::Test::HasFailure(); ++round) {
    const std::string text = test::list_soup(dice, 1 + dice.roll(14));
    if (!can_be_cut(measure_markdown(text)) || may_go_wrong(text)) continue;
    EXPECT_EQ(test::described(test::read_in_parts(text)), test::described(test::read_whole(text))) << text;
    cut += list_pieces(text).empty() ? 0 : 1;
  }
  EXPECT_GT(cut, rounds(4000));
}

/// Reads a text with a paragraph before a list, whose blocks are expected. Whether md4c gives them for the whole too.
bool expect_pieces(const std::string& text, const std::vector<std::string>& expected) {
  const auto of_list = [](const Document& read) {
    const std::vector<std::string> blocks = test::described(read);
    return std::vector<std::string>(blocks.begin() + 1, blocks.end());
  };
  EXPECT_EQ(of_list(test::read_in_parts(text)), expected) << text;
  return of_list(test::read_whole(text)) == expected;
}

TEST(ListPieces, AreTheSameWhereverTheyStand) {
  // md4c ends an item where a heading's text begins at a place whose low byte is 4.
  const std::string list =
      "1. Terms\n   -----\n\n   ### We ask\n\n   You [pay](a).\n\n   ### They\n\n   - act.\n\n     # And\n\n     "
      "sue.\n\n"
      "2.  Head\n    ---\n    \n    *   wait\n    \n    # Last\n    \n    words\n";
  const std::vector<std::string> expected = {
      "Heading 2 #1: Terms", "Heading 3: We ask",  "ListItem 1: You pay. [4,7) > a",
      "Heading 3: They",     "ListItem 2: act.",   "Heading 1: And",
      "ListItem 2: sue.",    "Heading 2 #2: Head", "ListItem 2: wait",
      "Heading 1: Last",     "ListItem 1: words"};
  int wrong = 0;
  for (std::size_t size = 1; size <= 300; ++size) {
    const std::string text = std::string(size, 'a') + "\n\n" + list;
    wrong += expect_pieces(text, expected) ? 0 : 1;
  }
  EXPECT_GT(wrong, 0) << "md4c no longer goes wrong: pieces need no lead";
}

TEST(ListPieces, AreTheSameHoweverLongRawHtmlIs) {
  // There md4c looks at where a line ends.
  const std::vector<std::string> expected = {"ListItem 1 #1: x", "ListItem 1: em text", "ListItem 1: words"};
  int wrong = 0;
  for (std::size_t size = 1; size <= 300; ++size) {
    const std::string line = "1. <div class=\"" + std::string(size, 'a') + "\">x</div>";
    const std::string text = "Text.\n\n" + line + "\n\n\n   *em* text\n\n   words\n";
    wrong += expect_pieces(text, expected) ? 0 : 1;
  }
  EXPECT_GT(wrong, 0);
}

TEST(ListPieces, AreNoneWhereMd4cCannotButGoWrong) {
  const std::string list = "1.  Head\n    ---\n\n    *em* text\n\n    words\n";
  EXPECT_TRUE(list_pieces(list).empty());  // nothing stands before it that could be parsed with it
  EXPECT_FALSE(list_pieces("Text.\n\n" + list).empty());
  EXPECT_FALSE(list_pieces("1. Text.\n" + list).empty());
  // Here the byte that would help is before the text.
  const std::string far = "1.  a\n    " + std::string(256 - 12, 'b') + "\n    c\n\n    d\n";
  EXPECT_TRUE(list_pieces("\n" + far).empty());
  EXPECT_EQ(test::described(test::read_in_parts("\n" + far)).size(), 2U);
  EXPECT_FALSE(list_pieces("\n\n" + far).empty());
  // One place is wrong with no byte before it, one with one, one with two.
  std::string all = "Text.\n\n" + list;
  all.insert(all.find("*em*"), std::string(256 - 20, 'a') + "\n    b\n    ");
  EXPECT_EQ(test::described(test::read_in_parts(all)).size(), 4U);
}

TEST(ListPieces, NumberAnItemsFirstBlock) {
  // The first one has nothing to be seen beside its marker.
  const std::string text = "1. <a id=\"a\"></a>\n\n   One.\n\n   Two.\n\n2. Three.\n\n   Four.\n";
  EXPECT_EQ(test::described(test::read_in_parts(text)),
            (std::vector<std::string>{"ListItem 1 #1: One.", "ListItem 1: Two.", "ListItem 1 #2: Three.",
                                      "ListItem 1: Four."}));
}

}  // namespace
}  // namespace stet::read
