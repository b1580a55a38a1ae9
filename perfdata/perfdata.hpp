// The decoder and the formulas in one include: everything that stands on bytes alone. Sources and the
// collector have headers of their own: perfdata/connection/counter_source.hpp,
// perfdata/collect/collector.hpp.
#pragma once

#include <perfdata/base/clock.hpp>
#include <perfdata/base/result.hpp>
#include <perfdata/base/utf16.hpp>
#include <perfdata/cook/cook.hpp>
#include <perfdata/names/title_table.hpp>
#include <perfdata/query/counter_path.hpp>
#include <perfdata/sample/take_sample.hpp>
#include <perfdata/view/block_layout.hpp>
#include <perfdata/view/block_reader.hpp>
#include <perfdata/view/data_block.hpp>
#include <perfdata/view/utf8_names.hpp>
#include <perfdata/view/value_store.hpp>
