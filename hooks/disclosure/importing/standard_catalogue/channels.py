"""The 13 channels of the official form as offices write them, and the choices of the columns that hold words."""

from __future__ import annotations

from disclosure.importing.standard_catalogue.choices import Choices
from disclosure.records.standard_catalogue import ItemAudience, ItemChannel, ItemLevel, ItemMode

CHANNELS = Choices(
    names={
        ItemChannel.WEBSITE: ("政府网站",),
        ItemChannel.GAZETTE: ("政府公报",),
        ItemChannel.NEW_MEDIA: ("两微一端",),
        ItemChannel.BRIEFING: ("发布会/听证会", "新闻发布会/听证会"),
        ItemChannel.BROADCAST: ("广播电视", "广播/电视"),
        ItemChannel.PRINT: ("纸质媒体",),
        ItemChannel.READING_ROOM: ("公开查阅点", "政府信息公开查阅点", "信息公开查阅点"),
        ItemChannel.SERVICE_CENTRE: ("政务服务中心",),
        ItemChannel.SERVICE_STATION: ("便民服务站",),
        ItemChannel.ON_SITE: ("入户/现场",),
        ItemChannel.NOTICE_BOARD: (
            "社区/企事业单位/村公示栏(电子屏)",
            "社区/企事业单位/村公示栏",
            "社区/企事业单位/村(居)公示栏(电子屏)",
            "社区/企事业单位/居(村)公示栏(电子屏)",
            "社区/企事业单位/村居公示栏(电子屏)",
            "社区/企事业单位公示栏(电子屏)",
            "社区/村公示栏(电子屏)",
            "社区公示栏(电子屏)",
            "村公示栏(电子屏)",
            "公示栏(电子屏)",
        ),
        ItemChannel.PUSH: ("精准推送",),
        ItemChannel.OTHER: ("其他", "其它"),
    },
    also={
        ItemChannel.WEBSITE: ("政府门户网站", "人民政府网站", "门户网站", "政务网站", "政务公开网站", "网站"),
        ItemChannel.GAZETTE: ("公报",),
        ItemChannel.NEW_MEDIA: (
            "政务新媒体", "新媒体", "微信公众号", "政务微信", "政务微博", "微信", "微博", "客户端", "政务客户端",
        ),
        ItemChannel.BRIEFING: ("新闻发布会", "发布会", "听证会"),
        ItemChannel.BROADCAST: ("广播", "电视台", "电视"),
        ItemChannel.PRINT: ("报纸", "报刊", "纸媒"),
        ItemChannel.READING_ROOM: ("查阅点", "信息查阅点"),
        ItemChannel.SERVICE_STATION: ("便民服务点",),
        ItemChannel.ON_SITE: ("入户", "现场"),
        ItemChannel.NOTICE_BOARD: (
            "社区公示栏", "村公示栏", "公示栏", "公告栏", "电子显示屏", "电子屏", "宣传栏", "信息公开栏", "政务公开栏",
        ),
    },
    open_ended=ItemChannel.OTHER,
)  # fmt: skip

AUDIENCES = Choices(
    names={ItemAudience.EVERYONE: ("全社会",), ItemAudience.GROUP: ("特定群体", "特定群众")},
    also={
        ItemAudience.EVERYONE: ("社会公众", "全体公众", "社会", "公众"),
        ItemAudience.GROUP: ("特定对象", "特定人群", "特定人员"),
    },
    open_ended=ItemAudience.GROUP,
)
MODES = Choices(
    names={ItemMode.ACTIVE: ("主动公开", "主动"), ItemMode.ON_REQUEST: ("依申请公开", "依申请")},
    also={ItemMode.ON_REQUEST: ("申请公开",)},
)
LEVELS = Choices(
    names={
        ItemLevel.COUNTY: ("县级", "区级", "市级", "县(区)级", "县(市、区)级", "区县级", "县区级", "县", "区"),
        ItemLevel.TOWN: (
            "乡级", "镇级", "街道级", "乡镇级", "街镇级", "乡(镇)级", "镇(街道)级", "乡镇(街道)级", "街道", "乡镇",
            "乡", "镇",
        ),
        ItemLevel.VILLAGE: ("村级", "村居级", "居村级", "社区级", "村(社区)级", "村(居)级", "村", "社区"),
    }
)  # fmt: skip
