// Small directories in O*NET's layout.
#pragma once

#include "support/temp_dir.h"

#include <string>
#include <vector>

namespace skillmatch::io {

inline const char* const kRatingHeader =
    "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value\n";
inline const char* const kTitles =
    "O*NET-SOC Code\tTitle\tDescription\n"
    "15-2051.00\tData Scientists\tThey work with data.\n"
    "11-1011.00\tChief Executives\tThey decide.\n";

// Two occupations and two skills, one of which is important and well held.
inline const char* const kRatings =
    "15-2051.00\t2.A.1.a\tReading Comprehension\tIM\t4.00\n"
    "15-2051.00\t2.A.1.a\tReading Comprehension\tLV\t4.20\n"
    "15-2051.00\t2.A.1.b\tActive Listening\tIM\t1.00\n"
    "15-2051.00\t2.A.1.b\tActive Listening\tLV\t0.00\n"
    "11-1011.00\t2.A.1.a\tReading Comprehension\tIM\t5.00\n"
    "11-1011.00\t2.A.1.a\tReading Comprehension\tLV\t7.00\n"
    "11-1011.00\t2.A.1.b\tActive Listening\tIM\t2.50\n"
    "11-1011.00\t2.A.1.b\tActive Listening\tLV\t3.50\n";

// Fills `dir` with titles and one rating file of these rows.
inline void put_onet(const TempDir& dir, const std::string& rows = kRatings) {
  dir.put("Skills.txt", kRatingHeader + rows);
  dir.put("Occupation Data.txt", kTitles);
}

}  // namespace skillmatch::io
