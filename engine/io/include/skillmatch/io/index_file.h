// The compiled catalog: one file that is mapped into memory and used as it stands. It has all of a
// catalog and nothing of a model, so every model runs on it, and what is read back is equal.
//
//   header     64 bytes: magic, byte order, version, lengths, counts, a checksum of the header
//   sections   a table: of each its kind, form, place, length and checksum (XXH3, 64 bits)
//   the rest   the sections, each beginning at a multiple of 64 bytes: the taxonomy, the fields,
//   the
//              sources, one record a company, and the requirements as arrays
//              (io/src/index_layout.h)
//
// Numbers are in the byte order of the machine that wrote them, which the header tells:
// little-endian wherever this runs today; a machine of the other order refuses the file. 1,000,000
// companies of 40 requirements each take 162 MB: 120 bytes a company for requirements with levels
// on a grid, 8 for offsets, and the text of the record.
//
// Nothing of a file is believed. The header, the table, the taxonomy and the fields are checked
// when it is opened, records and requirements when they are first used (Catalog::check()):
// checksums for accidents, and every number against what the code that reads it takes for granted,
// for files that were made to do harm. What is not sound is an InputError:
//   companies.idx: section 'levels' is damaged; make it anew with 'skillmatch index'
//
// A file that is in use may be replaced (as OutputFile does: written beside and renamed, the old
// one lives on for those that have it open), but must not be written to or cut: what is mapped
// would change after its check, and reading behind the new end kills the process (SIGBUS). Copying
// over it with cp does that; mv and 'skillmatch index' do not.
//
// The layouts for fast ranking (skillmatch/index.h) are not in it: making them takes a second for a
// million companies, and they would double the file.
#pragma once

#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>

#include <skillmatch/catalog.h>
#include <skillmatch/io/file.h>

namespace skillmatch::io {

// The same bytes for the same catalog; returns how many.
std::uint64_t write_index(std::ostream& out, const Catalog& catalog);

// Whether a file of these first bytes (8 are enough) is an index, of any version.
bool is_index(std::string_view begin) noexcept;

// Maps a regular file. Throws InputError for what cannot be opened or is no sound index,
// std::system_error where mapping fails.
Catalog open_index(const std::string& path);

// The same of bytes in memory, such as came through a pipe; the catalog keeps them.
Catalog read_index(Text text);

}  // namespace skillmatch::io
