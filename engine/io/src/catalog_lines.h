// Catalogs in JSON Lines, of any length: the first line is the catalog without its companies, each
// line after it a company as it stands in "companies".
#pragma once

#include "source_lines.h"

#include <string>
#include <string_view>

#include <skillmatch/catalog.h>
#include <skillmatch/io/read.h>

namespace skillmatch::io {

// Whether what begins with the line `first`, and goes on, is a catalog in JSON Lines: whether that
// line is a whole object, and one without "companies".
bool begins_catalog_lines(std::string_view first);

// Reads no more than a line at a time. `name` is that of the file in messages. Throws InputError
// with the first ten thousand problems, "FILE:LINE: /pointer: …", where the pointer is the line's.
Catalog read_catalog_lines(SourceLines& lines, const std::string& name, const ReadOptions& options);

}  // namespace skillmatch::io
