// What every fuzz target defines; fuzz_main.cpp calls it with the files of a corpus, libFuzzer and AFL++ with
// their own.
#pragma once

#include <cstddef>
#include <cstdint>

#include <perfdata/base/bytes.hpp>

/// One execution. Ends the program when something that must hold does not.
void fuzz_one(perfdata::byte_view bytes);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
