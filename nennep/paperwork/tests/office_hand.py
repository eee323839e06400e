"""Run by the system's own Python, which has LibreOffice's bridge: opens a form, writes into it like a person, saves it.

usage: /usr/bin/python3 office_hand.py PORT FILE OUT CELLS.json
CELLS: [[row from 1, place of the column from 0, text], …]; prints the cells that took no text.
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def main(port: str, file: str, out: str, cells: str) -> None:
    desktop = desktop_at(port)
    document = desktop.loadComponentFromURL(f"file://{file}", "_blank", 0, (option("Hidden", True),))
    wanted = json.loads(Path(cells).read_text("utf-8"))
    is_sheet = document.supportsService("com.sun.star.sheet.SpreadsheetDocument")
    refused = [cell for cell in wanted if not (fill_sheet if is_sheet else fill_text)(document, cell)]
    document.storeToURL(f"file://{out}", (option("FilterName", filter_of(out, is_sheet)),))
    document.close(True)
    sys.stdout.write(json.dumps(refused) + "\n")
    sys.stdout.flush()
    os._exit(0)  # the bridge crashes now and then while Python clears up


def filter_of(out: str, is_sheet: bool) -> str:
    names = {"xlsx": "Calc MS Excel 2007 XML", "ods": "calc8", "docx": "MS Word 2007 XML", "odt": "writer8"}
    return names[out.rsplit(".", 1)[-1]]


def desktop_at(port: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(150):
        try:
            remote = resolver.resolve(f"uno:socket,host=127.0.0.1,port={port};urp;StarOffice.ComponentContext")
            return remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)
        except NoConnectException:
            time.sleep(0.2)
    raise SystemExit("LibreOffice did not answer")


def option(name: str, value: object) -> Any:
    return PropertyValue(name, 0, value, 0)


def fill_sheet(document: Any, cell: list[Any]) -> bool:
    """Row and place of a form's sheet as a person sees it; a locked cell takes nothing."""
    row, place, text = cell
    found = document.Sheets.getByIndex(0).getCellByPosition(place, row - 1)
    if found.CellProtection.IsLocked and document.Sheets.getByIndex(0).isProtected():
        return False
    found.setString(text)  # as typing into a cell of text does
    return bool(found.String == text)


def fill_text(document: Any, cell: list[Any]) -> bool:
    row, place, text = cell
    table = document.TextTables.getByIndex(0)
    name = f"{chr(ord('A') + place)}{row}"
    found = table.getCellByName(name)
    control = control_in(found)
    if control is None:
        return False
    control.setString(text)
    return True


def control_in(cell: Any) -> Any:
    paragraphs = cell.createEnumeration()
    while paragraphs.hasMoreElements():
        portions = paragraphs.nextElement().createEnumeration()
        while portions.hasMoreElements():
            portion = portions.nextElement()
            if portion.TextPortionType == "ContentControl":
                return portion.ContentControl
    return None


main(*sys.argv[1:])
