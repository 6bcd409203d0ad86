// Peers in JavaScript: peers.js sheetjs|exceljs|mammoth FILES...
// Each visits every cell or text of the files, times itself without the start of Node, and prints
// "files cells bytes cpu_seconds wall_seconds" as bench_case does.
"use strict";
const fs = require("fs");

function sheetjs() {
  const xlsx = require("xlsx");
  return (name) => {
    const book = xlsx.read(fs.readFileSync(name), { cellDates: true, cellStyles: true });
    let cells = 0;
    for (const sheet of book.SheetNames) for (const key of Object.keys(book.Sheets[sheet])) cells += key[0] !== "!";
    return cells;
  };
}

function exceljs() {
  const { Workbook } = require("exceljs");
  return async (name) => {
    const book = new Workbook();
    let cells = 0;
    await book.xlsx.readFile(name);
    book.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell(() => cells++)));
    return cells;
  };
}

function mammoth() {
  const { extractRawText } = require("mammoth");
  return async (name) => (await extractRawText({ path: name })).value.length;
}

async function main([kind, ...files]) {
  const read = { sheetjs, exceljs, mammoth }[kind]();
  const cpu = process.cpuUsage(), start = process.hrtime.bigint();
  let cells = 0;
  for (const file of files) cells += await read(file);
  const used = process.cpuUsage(cpu), wall = Number(process.hrtime.bigint() - start) / 1e9;
  console.log(files.length, cells, 0, ((used.user + used.system) / 1e6).toFixed(6), wall.toFixed(6));
}

main(process.argv.slice(2));
