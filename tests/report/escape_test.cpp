// SPDX-License-Identifier: Apache-2.0
#include "report/escape.hpp"

#include <gtest/gtest.h>

namespace stet::report {
namespace {

TEST(XmlText, EscapesWhatActs) {
  EXPECT_EQ(xml_text("<b a='1'>&\"</b>"), "&lt;b a=&#39;1&#39;&gt;&amp;&quot;&lt;/b&gt;");
  EXPECT_EQ(xml_text("##[error]no"), "&#35;&#35;[error]no");
  EXPECT_EQ(xml_text("a\nb\x1b[31m"), "a␊b␛[31m");
  EXPECT_EQ(xml_text("\xEF\xBF\xBF\xEF\xBF\xBE"), "\uFFFD\uFFFD");
  EXPECT_EQ(xml_text("\xff"), "\uFFFD");
  EXPECT_EQ(xml_text("\u202Eabc"), "⟨U+202E⟩abc");
}

struct Escaped {
  std::string_view text;
  std::string_view expected;
};

TEST(MarkdownText, LeavesNothingThatActs) {
  for (const auto& [text, expected] : {
           Escaped{"plain words, 3.5 % (of 7) - and so on", "plain words, 3.5 % (of 7) - and so on"},
           Escaped{"a*b_c`d`", "a\\*b\\_c\\`d\\`"},
           Escaped{"![x](http://evil)", "\\!\\[x\\](http:&#8203;//evil)"},
           Escaped{"<script>", "\\<script\\>"},
           Escaped{"a | b", "a \\| b"},
           Escaped{"@team and a@b.org", "@&#8203;team and a@&#8203;b.org"},
           Escaped{"see #12, GH-7 and !3", "see \\#&#8203;12, GH-&#8203;7 and \\!&#8203;3"},
           Escaped{"# 1", "\\# 1"},
           Escaped{"www.example.org", "www&#8203;.example.org"},
           Escaped{"mailto:a", "mailto:&#8203;a"},
           Escaped{":smile: at 10:30", ":&#8203;smile: at 10:30"},
           Escaped{"deadbeef1 1234567 decade", "d&#8203;eadbeef1 1234567 decade"},
           Escaped{"&amp; AT&T", "\\&amp; AT\\&T"},
           Escaped{"~~x~~ $5", "\\~\\~&#8203;x\\~\\~ \\$5"},
           Escaped{"one\ntwo", "one␊two"},
           Escaped{"{+x+} [-y-]", "\\{&#8203;+x+\\} \\[&#8203;-y-\\]"},
       })
    EXPECT_EQ(markdown_text(text), expected) << text;
}

TEST(SarifText, HasNoLinkAndNoPlaceholder) {
  EXPECT_EQ(sarif_text("[x](http://evil) {0} a\\b"), "\\[x\\](http://evil) {{0}} a\\\\b");
}

TEST(PathUri, IsRelativeAndEncoded) { EXPECT_EQ(path_uri("releases/é 1%:a.md"), "releases/%C3%A9%201%25%3Aa.md"); }

TEST(WorkflowCommand, CannotBeLeft) {
  EXPECT_EQ(command_data("100%0A::error::x\r\n"), "100%250A::error::x␍␊");
  EXPECT_EQ(command_property("a,b:c%"), "a%2Cb%3Ac%25");
}

TEST(LogText, HoldsNoCommand) {
  EXPECT_EQ(log_text("\u00A0\u3000::error::x\n\u2003 ::warning::y\né::z"),
            "\u00A0\u3000⟨⟩::error::x\n\u2003 ⟨⟩::warning::y\né::z");
  EXPECT_EQ(log_text("  ::error::x\n a ::b\n##[group]x ###[y]"), "  ⟨⟩::error::x\n a ::b\n#⟨⟩#[group]x #⟨⟩#⟨⟩#[y]");
}

TEST(LogJson, StaysTheSameValue) {
  EXPECT_EQ(log_json("{\"a\":\"##[x] #y\"}"), "{\"a\":\"#\\u0023[x] #y\"}");
  EXPECT_EQ(log_json("\"###\""), "\"#\\u0023\\u0023\"");
}

}  // namespace
}  // namespace stet::report
