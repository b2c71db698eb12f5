// SVMrank lines as judgments.
#pragma once

#include <skillmatch/io/file.h>
#include <skillmatch/io/judgments.h>

namespace skillmatch::io {

// The grades alone, by ids; whoever is not on a line was not shown to anybody.
Judgments read_svmrank_grades(const Text& text);

}  // namespace skillmatch::io
