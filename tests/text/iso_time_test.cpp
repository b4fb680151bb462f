// SPDX-License-Identifier: Apache-2.0
#include "text/iso_time.hpp"

#include <gtest/gtest.h>

namespace stet::text {
namespace {

TEST(IsoTime, ReadsTheFormsInUse) {
  const std::int64_t moment = 1519833487;  // date -u -d 2018-02-28T15:58:07Z +%s
  for (const char* text :
       {"2018-02-28T15:58:07Z", "2018-02-28T15:58:07+00:00", "2018-02-28 15:58:07", "2018-02-28T16:58:07+01:00",
        "2018-02-28T16:58:07+0100", "2018-02-28T10:28:07-0530", "2018-02-28T15:58:07.250Z", "2018-02-28t15:58:07z"})
    EXPECT_EQ(parse_iso_time(text), moment) << text;
  EXPECT_EQ(parse_iso_time("2018-02-28"), 1519776000);
  EXPECT_EQ(parse_iso_time("2018-02-28T15:58"), 1519833480);
  EXPECT_EQ(parse_iso_time("1969-12-31T23:59:59Z"), -1);
}

TEST(IsoTime, RefusesTheRest) {
  for (const char* text : {"", "2018", "2018-02-30", "2018-13-01", "2018-02-28T25:00", "2018-02-28T15:58:07+",
                           "2018-02-28T15:58:07Zx", "28.02.2018", "2018-2-28", "2018-02-28T"})
    EXPECT_FALSE(parse_iso_time(text)) << text;
}

TEST(IsoTime, WritesWhatItReads) {
  for (const char* text :
       {"2018-02-28T15:58:07Z", "1969-12-31T23:59:59Z", "1000-01-01T00:00:00Z", "2400-02-29T00:00:00Z"})
    EXPECT_EQ(format_iso_time(*parse_iso_time(text)), text);
  EXPECT_EQ(format_iso_date(-1), "1969-12-31");
  EXPECT_EQ(format_iso_time(-62135596801), "0000-12-31T23:59:59Z");
  EXPECT_EQ(format_iso_date(253402300800), "10000-01-01");
}

}  // namespace
}  // namespace stet::text
