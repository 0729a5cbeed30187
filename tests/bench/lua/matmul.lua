-- SPDX-License-Identifier: MIT
-- The twin of programs/kernels/matmul.fh, for Lua 5.4 and LuaJIT. The sums are small enough for
-- LuaJIT's numbers; only the checksum wraps, once a cell.
local folder = arg[0]:match("^(.*)/") or "."
local wrap = dofile(folder .. (jit and "/wrap_luajit.lua" or "/wrap_lua54.lua"))

local function number(cells, first)
    local m = {}
    local value = first
    for i = 1, cells do
        value = value % 100
        m[i] = value
        value = value + 7
    end
    return m
end

local function dot(a, b, n, row, column)
    local sum = 0
    local down = column
    local first = (row - 1) * n
    for along = first + 1, first + n do
        sum = sum + a[along] * b[down]
        down = down + n
    end
    return sum
end

local function multiply(a, b, n)
    local product = {}
    local cell = 1
    for row = 1, n do
        for column = 1, n do
            product[cell] = dot(a, b, n, row, column)
            cell = cell + 1
        end
    end
    return product
end

local n = tonumber(arg[1]) or 112
local a = number(n * n, 1)
local b = number(n * n, 2)
print("matmul " .. wrap.checksum(multiply(a, b, n)))
