#!/usr/bin/env bash
# Programs for accounts export the XML Spreadsheet of Office 2003, often under the name .xls. A cell of which a part is bold or red
# holds its text as HTML, an element for each run (ss:Data with B, Font and Sup below it; XML Spreadsheet Reference, Data). SheetJS
# (xlsx 0.18.5 and its later 0.20.3, as @e965/xlsx) keeps one run and drops the others: 13.5 with a bold 1 is 3.5, and of -14.5
# with a red sign the sign alone is left, in the value, the text of the cell and CSV. Figures of one run are right, and
# LibreOffice reads all.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit --prefix . xlsx@0.18.5 @e965/xlsx@0.20.3
cat > form.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:html="http://www.w3.org/TR/REC-html40">
 <Worksheet ss:Name="a"><Table>
  <Row><Cell><Data ss:Type="String">Item</Data></Cell><Cell><Data ss:Type="String">Spent</Data></Cell></Row>
  <Row><Cell><Data ss:Type="String">whole</Data></Cell><Cell><Data ss:Type="String">12.5</Data></Cell></Row>
  <Row><Cell><Data ss:Type="String">bold</Data></Cell><Cell><ss:Data ss:Type="String"
   xmlns="http://www.w3.org/TR/REC-html40"><B>1</B><Font>3.5</Font></ss:Data></Cell></Row>
  <Row><Cell><Data ss:Type="String">sign</Data></Cell><Cell><ss:Data ss:Type="String"
   xmlns="http://www.w3.org/TR/REC-html40"><Font html:Color="#FF0000">-</Font>14.5</ss:Data></Cell></Row>
  <Row><Cell><Data ss:Type="String">number</Data></Cell><Cell><Data ss:Type="Number">16.5</Data></Cell></Row>
 </Table></Worksheet>
</Workbook>
XML
cat > look.cjs <<'JS'
const assert = require("node:assert");

for (const name of ["xlsx", "@e965/xlsx"]) {
  const reader = require(name);
  const sheet = reader.readFile("form.xml").Sheets.a;
  const found = Object.fromEntries([2, 3, 4, 5].map((row) => [sheet[`A${row}`].v, sheet[`B${row}`].v]));
  console.log(name, reader.version, JSON.stringify(found));
  assert.deepEqual(found, { whole: "12.5", bold: "3.5", sign: "-", number: 16.5 }, "it reads every run now");
  assert.match(reader.utils.sheet_to_csv(sheet), /^bold,3\.5$/m);
}
JS
node look.cjs
