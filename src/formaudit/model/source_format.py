"""The names of the formats that files are told to have by their bytes."""

from enum import StrEnum

__all__ = ["SourceFormat"]


class SourceFormat(StrEnum):
    """What a file is. ``SCAN`` is a PDF of pictures, told only once it is read; the rest is told by the first look.

    The values stand in findings.json, in stores and in goldens, so that they stay what they are.
    """

    DOCX = "docx"
    XLSX = "xlsx"
    XLSB = "xlsb"
    PPTX = "pptx"
    ODT = "odt"
    FODT = "fodt"
    UOT = "uot"
    UOF = "uof"
    ODS = "ods"
    FODS = "fods"
    EPUB = "epub"
    OFD = "ofd"
    DOC = "doc"
    XLS = "xls"
    WPS = "wps"
    PPT = "ppt"
    MSG = "msg"
    VSD = "vsd"
    OLE = "ole"
    ENCRYPTED_OFFICE = "encrypted-office"
    PDF = "pdf"
    SCAN = "scan"
    RTF = "rtf"
    HTML = "html"
    MHTML = "mhtml"
    WORDML = "wordml"
    SHEETML = "sheetml"
    XML = "xml"
    ZIP = "zip"
    SEVEN_ZIP = "7z"
    RAR = "rar"
    TAR = "tar"
    GZ = "gz"
    BZ2 = "bz2"
    XZ = "xz"
    IMAGE = "image"
    CSV = "csv"
    TXT = "txt"
    XPS = "xps"
    IWORK = "iwork"
    EMPTY = "empty"
    UNKNOWN = "unknown"
